"""How figures and names are written in an article, by language and bank of sentences."""

from collections.abc import Mapping
from datetime import date

from collectors.practice.cast import SECTORS_KO, Name, companies, leader
from collectors.practice.stories import Figure, Story, number
from stockelper.language.numbers import money, percent
from stockelper.types import Language

COUNTED_AS_MACHINES = frozenset({"Semiconductors", "Autos & Parts", "Shipbuilding"})
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUARTERS = ("first", "second", "third", "fourth")
JO, EOK = 10**12, 10**8


def words(story: Story, language: Language, bank: str) -> dict[str, str]:
    """Every placeholder that a sentence about the story may use, as text."""
    return names(story, language) | _figures(story, language, bank)


def names(story: Story, language: Language) -> dict[str, str]:
    """The names among the placeholders: they are the same in both banks."""
    company = companies()[story.company]
    found = {
        "company": company.name(language),
        "product": product(story)(language),
        "sector": SECTORS_KO[company.sector] if language == "ko" else company.sector,
        "year": str(story.when.year - 1),
    }
    if story.partner:
        found["partner"] = story.partner.name(language)
    if "change" in story.figures:
        change = int(number(story.figures, "change"))
        found["person"] = leader(story.company, change)(language)
        found["former"] = leader(story.company, change - 1)(language)
    return found


def product(story: Story) -> Name:
    """The product the story is about: the company's own, or the newly launched one."""
    own = companies()[story.company].product
    if "launch" not in story.figures:
        return own
    edition = 1 + int(number(story.figures, "launch"))
    return Name(f"{own.ko} {edition}세대", f"{own.en} Mark {edition}")


def _figures(story: Story, language: Language, bank: str) -> dict[str, str]:
    figures: Mapping[str, Figure] = story.figures
    sums = [name for name in ("amount", "revenue", "net_income") if name in figures]
    found = {name: won(number(figures, name), language, bank) for name in sums}
    if "ratio" in figures:
        ratio = number(figures, "ratio")
        found["ratio"] = f"{ratio:.0f}" if story.topic == "split" else percent(ratio, language)
    if "units" in figures:
        found["units"] = _units(number(figures, "units"), story, language)
    if "period" in figures:
        found["period"] = period(str(figures["period"]), language, bank)
    day = figures.get("date")
    if isinstance(day, date):
        found["date"] = calendar_day(day, language, bank)
    return found


def won(value: float, language: Language, bank: str) -> str:
    """An amount exactly: in whole 억 or tenths of a billion, below that to the won."""
    whole = round(value)
    if whole < EOK:
        return (
            money(whole, "KRW", "ko")
            if language == "ko"
            else f"KRW {whole:,}"
            if bank == "a"
            else f"{whole:,} won"
        )
    if language == "en":
        billions = f"{whole / 1e9:,.1f} billion"
        return f"KRW {billions}" if bank == "a" else f"{billions} won"
    jo, eok = divmod(whole // EOK, JO // EOK)
    if bank == "a":
        return " ".join([f"{jo:,}조"] * (jo > 0) + [f"{eok:,}억"] * (eok > 0)) + "원"
    return "".join([f"{jo}조"] * (jo > 0) + [f"{eok}억"] * (eok > 0)) + " 원"


def period(text: str, language: Language, bank: str) -> str:
    """`2024Q3` or `2024FY` as a reader says it."""
    year, part = text[:4], text[4:]
    if language == "ko":
        if part == "FY":
            return f"{year}년 연간" if bank == "a" else f"{year} 회계연도"
        return f"{year}년 {part[1]}분기" if bank == "a" else f"{year}년도 {part[1]}분기"
    if part == "FY":
        return f"full-year {year}" if bank == "a" else f"fiscal {year}"
    return f"the {QUARTERS[int(part[1]) - 1]} quarter of {year}" if bank == "a" else f"{part} {year}"


def calendar_day(day: date, language: Language, bank: str) -> str:
    """A date with its year."""
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if bank == "a" else f"{day.day} {month} {day.year}"


def _units(count: float, story: Story, language: Language) -> str:
    if language == "en":
        return f"{count:,.0f}"
    counter = "대" if companies()[story.company].sector in COUNTED_AS_MACHINES else "개"
    return f"{count:,.0f}{counter}"
