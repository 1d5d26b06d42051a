"""Write the words that are written like tickers or names of companies, or nearly so, `stockelper/securities/words.txt`.

    python -P tools/words.py ../shared/data/listings

A word goes in that a dictionary has, or that texts use often (people's names and places among them). What is no such
word can only be the company. Needs the packages `english-words` and `wordfreq`, which the program itself does not (`-P`
keeps the script of the first one's name beside this one from being taken for it).
"""

import csv
import json
import re
import sys
import tomllib
from collections.abc import Container, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from agents.verifier.ordinary import words
from stockelper.securities.at import bundled_resolver
from stockelper.securities.listing import bundled, bundled_aliases
from stockelper.securities.variants import JOINT, clippings

TARGET = Path(__file__).parent.parent / "stockelper" / "securities" / "words.txt"
NAME, TICKER = 3.4, 2.6
"""How often a name, and a ticker, must stand in texts to be a word of them, on the Zipf scale."""
PLACES = """
jeju busan daegu gwangju incheon ulsan jeonju jeonbuk gyeonggi kangwon gangwon pyeongchang seoul korea hanyang
kyungbang taiwan suwon daejeon chungbuk chungnam gangnam yeouido
"""
FORMS = "kinder"
"""Words that dictionaries hold under another form."""
COMPANIES = """
affirm alphabet amazon ambarella anthem arista atmos berkshire biogen blackberry boeing calix chevron cisco comcast coned
disney eaton facebook fedex ferrari google hertz honda intel lithia lyft microsoft mongo netflix nokia occidental opendoor
paypal peloton pembina pepsi philips pinterest polestar reddit saic seagate snapchat spacex spotify starbucks
synchrony tesla thermo toyota transocean tway upstart valero verizon walmart winnebago workday xerox yelp youngone
"""
"""Names that texts hold often because of the company, or that are said in small letters of it above all."""
SLIPS = """
abbie abbot abbots ameen appel beeing boding boing boling boning booing boying elance ferrara ferraro gamin googly insted
micros modena persico redcap rubric siris starbuck ubiquity
"""
"""Words that are rather a slip in a name than themselves."""
SHORTEST, OFTEN, OFTEN_KOREAN = 3, 150_000, 30_000
"""Letters of a word that may be a slip; and so many of the words that texts hold most often are no slips of the pen in a name one letter away."""
WIDTH = 110
_WORD, _HANGUL = re.compile("[a-z]+|[가-힣]+"), re.compile("[가-힣]{3,}")


def main(folder: Path) -> None:
    """Write the list for the companies of the folder's listings and the bundled one."""
    TARGET.write_text("", encoding="utf-8")  # what stands there now must not hide a word from the resolver
    dictionary = import_module("english_words").get_english_words_set(
        ["web2", "gcide"], lower=True, alpha=True
    )
    frequency = import_module("wordfreq").zipf_frequency
    names, tickers = set(_names(folder)), set(_tickers(folder))
    kept = {word for word in names | tickers if word in dictionary}
    kept |= {word for word in names if frequency(word, "en") >= NAME}
    kept |= {word for word in tickers if frequency(word, "en") >= TICKER}
    kept |= {*PLACES.split(), *FORMS.split()} & names
    kept |= set(
        _near(word for word in import_module("wordfreq").top_n_list("en", OFTEN) if _is_in(word, dictionary))
    )
    kept -= {*COMPANIES.split(), *SLIPS.split(), *_judged(folder)}
    korean = {*import_module("wordfreq").top_n_list("ko", OFTEN_KOREAN), *words()}
    kept |= set(_near(word for word in sorted(korean) if _HANGUL.fullmatch(word)))
    kept |= korean & {name for name, _ in clippings(bundled().records())}
    TARGET.write_text("\n".join(_lines(sorted(kept))) + "\n", encoding="utf-8")


def _is_in(word: str, dictionary: Container[str]) -> bool:
    """Whether a dictionary has a word, or what it is formed of: cases, signed, coining."""
    stems = (word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing") if word.endswith(ending))
    return word in dictionary or any(stem in dictionary or f"{stem}e" in dictionary for stem in stems)


def _near(words: Iterable[str]) -> Iterator[str]:
    """Those of the words that would be taken for a misspelt name."""
    resolver = bundled_resolver()
    for word in words:
        text = f"{word} 주가" if _HANGUL.match(word) else f"stock {word}"
        if len(word) >= SHORTEST and any(one.how == "typo" for one in resolver.resolve(text).mentions):
            yield word


def _titles(folder: Path) -> Iterator[str]:
    filers = json.loads((folder / "sec_company_tickers.json").read_text(encoding="utf-8")).values()
    yield from (filer["title"] for filer in filers)
    with (folder / "nasdaq-listed-symbols.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from (row["Company Name"] for row in csv.DictReader(file))
    yield from (name for record in bundled().records() for name in (record.name, record.name_en))
    yield from (alias for aliases in bundled_aliases().values() for alias in aliases)


def _names(folder: Path) -> Iterator[str]:
    """The first word of each name, the first half of one that is two in one, and the whole where it is one word."""
    for title in _titles(folder):
        if joint := JOINT.match(title):
            yield joint.group(1).lower()
        bare = title.lower().replace("'", "").replace(".", "")
        yield from (bare.split(" ")[0].strip(","), bare.replace(" ", "").replace("-", ""))


def _tickers(folder: Path) -> Iterator[str]:
    filers = json.loads((folder / "sec_company_tickers.json").read_text(encoding="utf-8")).values()
    yield from (filer["ticker"].lower() for filer in filers)
    yield from (record.id.removeprefix("US:").lower() for record in bundled().records())


def _judged(folder: Path) -> Iterator[str]:
    """The tickers that `cues.toml` was written for: which of them are words is said there."""
    with (folder / "sp500_constituents.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from (row["Symbol"].lower() for row in csv.DictReader(file))
    told = tomllib.loads((Path(__file__).parent / "listing_us.toml").read_text(encoding="utf-8"))
    yield from (ticker.lower() for tickers in told["sectors"].values() for ticker in tickers)
    yield from (ticker.lower() for ticker in told["nasdaq_100_beyond_sp500"])


def _lines(words: list[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if not _WORD.fullmatch(word):
            continue
        if len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line


if __name__ == "__main__":
    main(Path(sys.argv[1]))
