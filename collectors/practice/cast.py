"""Who plays: the companies, the network between them and the people at their head. All fictional."""

import csv
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import get_args

from stockelper.types import Language, RelationType

SECTORS_KO = {
    "Semiconductors": "반도체",
    "Autos & Parts": "자동차",
    "Batteries": "2차전지",
    "Biotechnology": "바이오",
    "Shipbuilding": "조선",
    "Games": "게임",
    "Food & Beverage": "식품",
    "Financials": "금융",
}
FUND = ("모의연금기금", "Practice Pension Fund")
OUTSIDERS = (
    ("켈바로", "Kelvarro"),
    ("브루노비아", "Brunovia"),
    ("젤모라", "Zelmora"),
    ("헤이븐퀴스트", "Havenquist"),
    ("퀼라드", "Quillarde"),
    ("미르세인", "Mirthane"),
)
"""Unlisted foreign customers, fictional like everyone here."""

SURNAMES = (
    ("강", "Kang"), ("고", "Ko"), ("권", "Kwon"), ("남", "Nam"), ("노", "Roh"), ("도", "Do"), ("류", "Ryu"),
    ("맹", "Maeng"), ("문", "Moon"), ("민", "Min"), ("반", "Ban"), ("봉", "Bong"), ("서", "Seo"), ("신", "Shin"),
    ("안", "Ahn"), ("양", "Yang"), ("오", "Oh"), ("유", "Yoo"), ("차", "Cha"), ("하", "Ha"),
)  # fmt: skip
GIVEN = (
    ("가람", "Garam"), ("나래", "Narae"), ("다솜", "Dasom"), ("도담", "Dodam"), ("라온", "Raon"), ("마루", "Maru"),
    ("미르", "Mireu"), ("바다", "Bada"), ("새벽", "Saebyeok"), ("슬찬", "Seulchan"), ("아람", "Aram"),
    ("예솔", "Yesol"), ("은솔", "Eunsol"), ("이든", "Ideun"), ("초롱", "Chorong"), ("푸름", "Pureum"),
    ("하람", "Haram"), ("한결", "Hangyeol"), ("해든", "Haedeun"), ("힘찬", "Himchan"),
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name in both languages."""

    ko: str
    en: str

    def __call__(self, language: Language) -> str:
        """The name as that language writes it."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True)
class Company:
    """A company as it stood before the market's first day. `price` in won, `revenue` in won a year."""

    index: int
    ticker: str
    name: Name
    sector: str
    price: float
    shares: int
    revenue: float
    product: Name

    @property
    def id(self) -> str:
        """The canonical id of its share."""
        return f"PRACTICE:{self.ticker}"


@dataclass(frozen=True)
class Link:
    """A relation that held before the market's first day; `tail` and `head` are company indices."""

    type: RelationType
    head: int
    tail: int
    ratio: float | None
    since: date


@cache
def companies() -> tuple[Company, ...]:
    """Every company, in ticker order."""
    return tuple(
        Company(
            index=index,
            ticker=row["ticker"],
            name=Name(row["name"], row["name_en"]),
            sector=row["sector"],
            price=float(row["price"]),
            shares=int(row["shares"]),
            revenue=float(row["revenue"]) * 1e8,
            product=Name(row["product"], row["product_en"]),
        )
        for index, row in enumerate(_rows("companies.csv"))
    )


@cache
def network() -> tuple[Link, ...]:
    """Every relation between the companies."""
    index = {company.ticker: company.index for company in companies()}
    types: dict[str, RelationType] = {type_: type_ for type_ in get_args(RelationType)}
    return tuple(
        Link(
            types[row["type"]],
            index[row["head"]],
            index[row["tail"]],
            float(row["ratio"]) if row["ratio"] else None,
            date.fromisoformat(row["since"]),
        )
        for row in _rows("network.csv")
    )


@cache
def linked(type_: RelationType) -> frozenset[tuple[int, int]]:
    """The (head, tail) pairs of one relation."""
    return frozenset((link.head, link.tail) for link in network() if link.type == type_)


def leader(company: int, change: int) -> Name:
    """The chief executive after `change` changes; no two of them share a name for eight changes."""
    number = (change * len(companies()) + company) % (len(SURNAMES) * len(GIVEN))
    surname = SURNAMES[number % len(SURNAMES)]
    given = GIVEN[(number // len(SURNAMES) + 7 * number) % len(GIVEN)]
    return Name(surname[0] + given[0], f"{given[1]} {surname[1]}")


def founder_ratio(company: int) -> float:
    """The share of the founder, a fraction; listed subsidiaries have none."""
    return (
        0.0 if company in {head for head, _ in linked("SUBSIDIARY_OF")} else 0.08 + 0.01 * (company * 7 % 18)
    )


def fund_ratio(company: int) -> float:
    """The share of the pension fund, a fraction; it holds the larger companies."""
    large = companies()[company].price * companies()[company].shares >= 2e12
    return 0.05 + 0.005 * math.floor(company * 5 % 9) if large else 0.0


def _rows(name: str) -> list[dict[str, str]]:
    text = files("collectors.practice").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
