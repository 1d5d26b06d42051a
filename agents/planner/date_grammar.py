"""The grammar of calendar expressions: each pattern with the reader of its matches, the more exact ones first."""

import datetime as dt
import re
from collections.abc import Callable

from agents.planner import date_readers as read
from agents.planner.calendar_spans import Span
from agents.planner.date_words import (
    MONTH,
    OPTIONAL_YEAR_EN,
    OPTIONAL_YEAR_KO,
    WEEK_EN,
    WEEK_KO,
    YEAR,
    YEAR_KO,
)
from agents.planner.holidays import EN as HOLIDAY_EN
from agents.planner.holidays import KO as HOLIDAY_KO
from agents.planner.holidays import holiday
from agents.planner.seasons import PATTERNS as SEASONS
from agents.planner.seasons import season

Reader = Callable[[re.Match[str], dt.date], Span | None]

GRAMMAR: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (r"(?<!\d)(?P<y>[12]\d{3})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)(?!\d)", read.iso_day),
        (r"(?<![\d.])(?P<y>[12]\d)[.](?P<m>0?[1-9]|1[0-2])[.](?P<d>\d\d?)(?![\d.%])", read.iso_day),
        (rf"(?<!\d)(?P<m>0?[1-9]|1[0-2])/(?P<d>\d\d?)/(?P<y>{YEAR})(?!\d)", read.iso_day),
        (rf"(?<!\d)(?P<y>{YEAR})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)", read.iso_day),
        (rf"(?<!\d)(?P<y>{YEAR})[-./](?P<m>\d\d?)(?![\d.])", read.iso_month),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<m>\d\d?)\s?월?\s?[~–-]\s?(?P<n>\d\d?)\s?월(?!\s?(?:\d|간|봉))", read.months),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<d>\d\d?)\s?일", read.day),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<m>\d\d?)\s?월(?:의|달)?\s?(?P<w>{WEEK_KO})\s?주(?!\s?[가식])", read.week),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<p>초순|중순|하순|초|말)(?!\s?(?:부터|이후|대비))(?=[ ,?에의]|$)", read.part_of_month),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<m>\d\d?)\s?월(?!\s?(?:간|봉))", read.month),
        (rf"(?<!\d)(?P<year>{YEAR})\s(?P<q>[1-4])\s?분기(?P<word>)", read.quarter),
        (rf"(?<![a-z0-9])(?P<year>{YEAR})[\s-]?q(?P<q>[1-4])(?!\d)(?P<word>)", read.quarter),
        (r"(?<![a-z0-9])(?P<q>[1-4])q\s?'?(?P<year>\d\d)(?!\d)(?P<word>)", read.quarter),
        (rf"{OPTIONAL_YEAR_KO}(?<!\d)(?P<q>[1-4])\s?(?:분기|q(?![a-z0-9]))", read.quarter),
        (rf"{OPTIONAL_YEAR_KO}(?:올\s?)?(?P<h>[상하전후])반기", read.half),
        (rf"(?<![a-z0-9])(?P<h>[12])h\s?'?(?P<year>{YEAR}|\d\d)(?!\d)(?P<word>)", read.half),
        (rf"(?<![a-z0-9])(?P<year>{YEAR})[\s-]?h(?P<h>[12])(?!\d)(?P<word>)", read.half),
        *((pattern, season) for pattern in SEASONS),
        (rf"(?:(?:{YEAR_KO}|지난|이번|올)\s?)?{HOLIDAY_KO}", holiday),
        (rf"{HOLIDAY_EN}\s?{OPTIONAL_YEAR_EN}", holiday),
        (rf"{OPTIONAL_YEAR_KO}(?P<holiday>크리스마스 ?이브|성탄절 ?이브|성탄 ?전야|크리스마스|성탄절|새해 ?첫날)(?! ?(?:선물|파티|트리))", read.holiday),
        (rf"(?P<year>{YEAR}|(?<!\d)\d\d)\s?년\s?(?P<p>초|중반|말)(?!\s?(?:부터|이후|대비))(?=[ ,?에의]|$)(?P<word>)", read.part_of_year),
        (rf"(?<![a-z])(?P<p>early|mid|late)[\s-](?P<year>{YEAR})(?!\d)(?P<word>)", read.part_of_year),
        (r"(?P<word>작년|지난해|올해|금년|(?<![가-힣])올)\s?(?P<p>초|중반|중순)(?!\s?(?:부터|이후|대비|이래|보다))(?=[ ,?에의]|$)(?P<year>)", read.part_of_year),
        (r"(?<![a-z])(?:in )?(?:the )?(?P<p>early|mid|middle|late)[\s-](?:part )?(?:of |in )?(?P<word>last year|this year)(?![a-z])(?P<year>)", read.part_of_year),
        (YEAR_KO, read.year),
        (rf"(?<![a-z])(?P<m>{MONTH})\s(?P<d>\d\d?)(?:st|nd|rd|th)?(?!\d)\s?{OPTIONAL_YEAR_EN}", read.day),
        (rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?\s(?:of )?(?P<m>{MONTH})(?![a-z])\s?{OPTIONAL_YEAR_EN}", read.day),
        (rf"(?<![a-z])(?P<w>{WEEK_EN})\s(?:full\s)?week\s(?:of|in)\s(?P<m>{MONTH})(?![a-z])\s?{OPTIONAL_YEAR_EN}", read.week),
        (rf"(?<![a-z])(?P<p>early|mid|late)[\s-](?P<m>{MONTH})(?![a-z])\s?{OPTIONAL_YEAR_EN}", read.part_of_month),
        (rf"(?<![a-z])(?:(?<=in )|(?<=since )|(?<=from )|(?<=during )|(?<=to )|(?<=until )|(?<=through )|(?<=between )|(?<=and )|(?<=for )|(?<=of )|(?<=last )|(?={MONTH}\s?{YEAR})|(?<=[.,;] )(?={MONTH}[.?!]?$))(?P<m>{MONTH})(?![a-z])\s?{OPTIONAL_YEAR_EN}", read.month),
        (rf"(?<![a-z])(?P<holiday>christmas eve|christmas(?: day)?|new year'?s day)(?![a-z])(?! (?:gifts?|present|party|tree|sales?))\s?{OPTIONAL_YEAR_EN}", read.holiday),
        (rf"(?<![a-z0-9])q(?P<q>[1-4])(?!\d)[\s']*{OPTIONAL_YEAR_EN}", read.quarter),
        (rf"(?<![a-z0-9])(?P<year>{YEAR})\s?q(?P<q>[1-4])(?P<word>)", read.quarter),
        (rf"(?<![a-z0-9])(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter\s?{OPTIONAL_YEAR_EN}", read.quarter),
        (rf"(?<![a-z0-9])(?P<h>first|second|1st|2nd) half\s?{OPTIONAL_YEAR_EN}", read.half),
        (rf"(?<![a-z0-9])h(?P<h>[12])\s?{OPTIONAL_YEAR_EN}(?![a-z0-9])", read.half),
        (rf"(?:(?<=in )|(?<=since )|(?<=during )|(?<=from )|(?<=to )|(?<=of )|(?<=for )|(?<=fy)|(?<=fy ))(?P<year>{YEAR})(?!\d)(?P<word>)", read.year),
        (r"(?<![\d$,.])(?P<year>20[0-2]\d)(?![\d,.%$]|\s?(?:원|주|won|shares|dollars|포인트|points))(?P<word>)", read.year),
    )
)  # fmt: skip
