"""The word lists of the rules, read once from `rules/names.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SURNAMES = (
    "김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|전|홍|유|고|문|양|손|배|백|허|남|심|노|하|곽|성|차|주|우|구|나|민|류"
    "|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국|어|은|편|용|봉"
)


@dataclass(frozen=True)
class Lexicon:
    """Known names and words that are none."""

    companies: re.Pattern[str]
    agencies: re.Pattern[str]
    english_words: frozenset[str]
    english_endings: frozenset[str]
    korean_words: frozenset[str]
    korean_vocabulary: frozenset[str]
    """The words that rules are made of: no name holds one."""
    korean_stems: frozenset[str]
    """What makes a common noun of a company's ending: 전기차 before 배터리."""
    first_names: frozenset[str]
    korean_ending: re.Pattern[str]
    korean_cue: re.Pattern[str]
    korean_person: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lists as compiled patterns and sets."""
    folder = files("kg.extraction").joinpath("rules")
    text, rules = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("names.toml", "ko.toml"))
    source: dict[str, str] = tomllib.loads(text)
    cues, nations = source["korean_cues"], source["korean_nations"]
    return Lexicon(
        companies=_names(source["companies"]),
        agencies=_names(source["agencies"]),
        english_words=frozenset(word.lower() for word in source["english_words"].split()),
        english_endings=frozenset(source["english_endings"].split()),
        korean_words=frozenset(source["korean_words"].split()),
        korean_vocabulary=frozenset(re.findall("[가-힣]{2,}", rules)),
        korean_stems=frozenset(source["korean_stems"].split()),
        first_names=frozenset(source["first_names"].split()),
        korean_ending=re.compile(
            rf"[가-힣A-Za-z0-9&]+?(?P<ending>{_longest_first(source['korean_endings'].split())})$"
        ),
        korean_cue=re.compile(rf"(?:(?:{cues})(?:인|이자)?|(?:^|\s)(?:{nations})(?:의)?)\s$"),
        korean_person=re.compile(rf"(?:{_SURNAMES})[가-힣]{{1,2}}"),
    )


def _names(text: str) -> re.Pattern[str]:
    """A pattern for any of the names, the longest first, not inside a longer word."""
    names = [name for line in text.splitlines() for name in line.split("|") if name]
    return re.compile(rf"(?<![가-힣A-Za-z0-9])(?:{_longest_first(names)})(?![A-Za-z0-9])")


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
