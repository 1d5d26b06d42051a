"""Patterns of dates, of what is compared with over how long, and of lengths that stand alone, in the order in which they are read."""

from agents.verifier.moment_makers import (
    Maker,
    a_clock,
    a_day,
    a_window,
    days_in_words,
    fixed,
    nothing,
    of_mark,
)
from agents.verifier.moment_parts import MON, PREVIOUS, YEAR

DATES: tuple[tuple[str, Maker], ...] = (
    (
        (
            r"(?<![\d:.])(?P<h>[01]\d|2[0-3]|\d\d(?=:\d\d\s?\(?(?:미국|동부|한국|KST|E[SD]?T\b|UTC|GMT))|\d(?=:\d\d\s?[(KEUG한동미])):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
            r"(?:\s?\(?(?P<zone>(?:미국\s?)?동부\s?시간|한국\s?시간|KST|E[SD]?T|UTC|GMT)\b\)?)?"
        ),
        a_clock,
    ),
    (
        rf"(?<!\d)(?P<y>{YEAR})(?P<s>[-./])\s?(?P<m>\d{{1,2}})(?P=s)\s?(?P<d>\d{{1,2}})(?!\d)(?:T[\d:.]+Z?)?",
        a_day,
    ),
    (
        rf"(?<![\d.])(?:\d{{1,2}}월\s?)?(?P<d>\d{{1,2}})일\s?\(\s?(?P<y>{YEAR})(?:년\s?|[-./]\s?)(?P<m>\d{{1,2}})(?:월|(?=\s?\)))\s?\)",
        a_day,
    ),
    (rf"(?<!\d)(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>{YEAR}|\d\d)(?!\d)", a_day),
    (r"(?<![\d.'])'?(?P<y>2\d)[.](?P<m>\d{1,2})[.](?P<d>\d{1,2})(?![\d%])", a_day),
    (rf"(?<!\d)(?:(?P<y>{YEAR}|\d\d)년\s?)?(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일", a_day),
    (
        rf"(?<!\d)(?:(?P<y>{YEAR}|\d\d)년\s?)?(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})(?=\s?[~-]\s?\d{{1,2}}일)",
        a_day,
    ),
    (rf"(?<!\d)(?P<y>{YEAR})년\s?(?P<m>\d{{1,2}})월", a_day),
    (rf"\b{MON}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s?(?P<y>{YEAR})\b)?(?![.,]\d)", a_day),
    (rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MON},?(?:\s?(?P<y>{YEAR})\b)?", a_day),
    (rf"\b{MON},?\s(?P<y>{YEAR})\b", a_day),
    (r"(?<![\d/.$₩])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/%])", a_day),
    (
        r"(?:전년|작년|지난해|전년도)\s?(?:동기|동월|동일|같은\s?(?:기간|분기|달))?\s?(?:대비|比|보다|에\s?비해)|전년동기비|전년비",
        fixed(1, "y"),
    ),
    (
        (
            rf"(?i)\byear[- ](?:over|on)[- ]year\b|(?<![a-z])(?:y/y|yoy|y-y)(?![a-z])|\ba\syear\s(?:ago|earlier|before)\b|\byear[- ](?:ago|earlier)\b(?:\s(?:quarter|period))?"
            rf"|\bsame\s(?:period|quarter|month)\s(?:of\s)?(?:the\s)?{PREVIOUS}\syear\b|\b(?:prior|previous|preceding)[- ]year(?:'s)?\b(?:\s(?:quarter|period))?"
            r"|\bcompared\s(?:with|to)\slast\syear\b|\bfrom\slast\syear\b|\bannually\b"
        ),
        fixed(1, "y"),
    ),
    (r"(?:전|직전)\s?분기\s?(?:대비|比|보다|에\s?비해)", fixed(3, "m")),
    (
        r"(?i)\bquarter[- ](?:over|on)[- ]quarter\b|\ba\squarter\s(?:ago|earlier|before)\b|(?<![a-z])(?:q/q|qoq|q-q)(?![a-z])|\bsequentially\b|\b(?:prior|previous|preceding)\squarter\b|(?<=from\s)last\squarter\b|(?<=than\s)last\squarter\b|(?<=over\s)last\squarter\b",
        fixed(3, "m"),
    ),
    (
        r"전월\s?(?:대비|比|보다|에\s?비해)|(?i:\bmonth[- ](?:over|on)[- ]month\b|(?<![a-z])(?:m/m|mom|m-m)(?![a-z])|\bfrom\sthe\s(?:prior|previous|preceding|last)\smonth\b)",
        fixed(1, "m"),
    ),
    (
        rf"전주\s?(?:대비|比|보다|에\s?비해)|(?i:\bweek[- ](?:over|on)[- ]week\b|\bfrom\sthe\s{PREVIOUS}\sweek\b)",
        fixed(1, "w"),
    ),
    (
        (
            r"전\s?(?:거래)?일\s?(?:종가\s?)?(?:대비|比|보다|에\s?비해)|전장\s?(?:대비|보다)|하루\s?(?:만에|새|동안|사이)|어제\s?(?:대비|보다)"
            rf"|(?i:\bon\sthe\sday\b|\bday[- ](?:over|on)[- ]day\b|\b{PREVIOUS}\s(?:day|session|close|trading\sday|closing)\b)"
        ),
        fixed(1, "d"),
    ),
    (r"(?i)(?<=%)\s(?P<n>)(?:a|per|every|each|in\sa\ssingle)\s(?P<u>day|week|month|year)\b", a_window),
    (r"(?:오늘|어제|장중)(?=\s)|(?i:\b(?:today|yesterday)\b)", fixed(1, "d")),
    (r"(?:지난\s?주|이번\s?주)(?=[에\s])|(?i:\b(?:last|this)\sweek\b)", fixed(1, "w")),
    (r"(?:지난|이번)\s?달(?=[에은의]?\s)", fixed(1, "m")),
    (
        r"(?<![가-힣])(?P<n>이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)(?:간|\s?동안|\s?새|\s?만에|\s?연속|째)?",
        days_in_words,
    ),
    (r"매일|날마다", fixed(1, "d", basis=False)),
    (r"(?i)연평균|매년|해마다|(?<=%)\sannuali[sz]ed\b", fixed(1, "y", basis=False)),
    (
        (
            r"연초\s?(?:대비|이후|부터|이래)?|올\s?해\s?(?:들어(?:서)?|초(?:부터)?)?|올\s들어|금년\s?(?:들어)?"
            r"|(?i:\byear[- ]to[- ]date\b|\bytd\b|\b(?:so\sfar\s)?this\syear\b|\bsince\sthe\s(?:start|beginning)\sof\sthe\syear\b)"
        ),
        fixed(0, "ytd", basis=False),
    ),
    (
        r"(?i)(?<![\d,.])(?P<n>\d{1,3})(?:주(?=\s?(?:신?[고저]가|최[고저]|[고저]점))|[- ]?(?:weeks?|wk)(?=[- ](?:highs?|lows?)\b))",
        of_mark,
    ),
    (r"(?i)\b52[- ]?(?:weeks?|wk)\b|(?<![\d,.])52주", nothing),
    (
        (
            r"(?:최근\s?)?(?<![\d,.])(?:1년|일\s?년|12개월|한\s?해)\s?(?:내|중|새|간|래)?\s?(?=(?:신?최?[고저](?:가|점)|최[고저]치))"
            r"|(?i:\b(?:one|1|12|twelve)[- ](?:year|month)(?=\s(?:highs?|lows?|peak)\b))"
        ),
        nothing,
    ),
    (
        r"(?i)\b(?:had|has\shad|experienced|endured|enjoyed|seen|posted|after)\sa(?:n)?\s(?P<n>)(?:[a-z]+\s){0,2}(?P<u>week|month|quarter|year)\b(?!-|\s(?:ago|earlier|before))",
        a_window,
    ),
)
