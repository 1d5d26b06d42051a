"""Words that mean a company named before: 동사, 이 회사, the company, the chipmaker, both companies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extraction import english, korean
from kg.extraction.masking import FIRM, Masked
from kg.extraction.naming import PARTICLE
from kg.extraction.records import Mention, Spotted
from stockelper.securities.resolver import Resolver

_ONE = re.compile(
    r"(?<![가-힣])(?:동사|당사|이\s?회사|그\s?회사|이\s?업체|이\s?기업|회사\s?측|(?<!두\s)(?<!세\s)(?<!네\s)회사|해당\s?기업|해당\s?업체)(?=(?:[은는이가의도를을]|에|와)(?:\s|$)|\s?측[은이])"
    r"|\b[Tt]he (?:company|firm|group|conglomerate|giant|(?P<kind>chip ?maker|auto ?maker|car ?maker|drug ?maker|chip giant|tech giant|tech company|automotive group|battery maker|shipbuilder|retailer|bank|lender|airline|carrier|steelmaker|game maker|search giant|iPhone maker|social media giant|e-commerce giant|EV maker|electric[- ]vehicle maker|planemaker|pharmaceutical company|biotech|internet company|brokerage|insurer|oil major|software maker|software company|chip designer|foundry|memory maker|streaming giant|supplier|(?:[a-z]+[- ]){0,2}?(?:maker|giant|carrier|chain|operator|producer|manufacturer|developer|provider|builder|miner|brewer|lender|utility|railroad|railway|restaurant|hotel|cruise|apparel|software|media|telecom|telecoms|aerospace|defen[cs]e|energy|food|beverage|tobacco|toy)(?: ?(?:company|firm|group|maker|giant|operator|chain))?|carmaker|automaker|chipmaker|drugmaker|planemaker|toymaker|brewer|drug maker|asset manager|fund manager|fintech|start-?up|contractor|refiner|utility|railroad|insurer|broker|bookseller|grocer))\b(?!['’]s? (?:rival|supplier|customer|competitor))(?!\s[A-Z])(?!\sof\s)"
    r"|^It(?=\s(?:has|will|is|was|also|said|plans|expects|agreed|signed|supplies|owns|holds|makes|competes|recently|now|had|declared|reported))"
)
_TWO = re.compile(
    r"(?<![가-힣])(?:양사|두\s?(?:회사|기업|업체|곳|그룹)|양측|(?P<ko>[3-5세네])\s?(?:사|개사|회사|기업|업체|곳))(?=[은는이가의도]|\s)"
    r"|\b(?:[Tt]he (?P<en>three|four) (?:companies|firms|groups)|[Tt]he two(?: (?:companies|firms|sides|groups|rivals))?|[Bb]oth (?:companies|firms)|[Tt]he (?:companies|pair|duo|rivals))\b"
)
_HANGUL = re.compile("[가-힣]")
_COUNTS = {"3": 3, "4": 4, "5": 5, "세": 3, "네": 4, "three": 3, "four": 4}
_WE = re.compile(
    r"(?<![가-힣])우리(?:\s?회사)?(?=[는가의도와]\s)|\b(?:[Ww]e|[Oo]ur)\b(?! (?:all|know|live)\b)"
)
_SAID = re.compile(r"\b(?:said|says|added|told)\b|(?:다|라|자)[\"”’']?(?:고|라고|며)\s")
_SPEAKS = re.compile(r"\s?(?:관계자|대표|회장|사장|부회장|부사장|CEO|최고경영자|측|본부장|임원)")
_SECTORS = {
    "chip": "emicond|chip|Techn|반도체|Electronic", "auto": "Auto|Vehicle|자동차|Consumer Disc", "car": "Auto|Vehicle|자동차|Consumer Disc",
    "drug": "Pharm|Health|Bio|제약", "pharma": "Pharm|Health|Bio", "biotech": "Pharm|Health|Bio", "batter": "Batter|Electr|전기|Chem", "ship": "Ship|Transport|조선",
    "retail": "Retail|Consumer|유통", "bank": "Bank|Financ|은행", "lender": "Bank|Financ", "airline": "Air|Transport|Industr", "steel": "Steel|Metal|Material|철강",
    "game": "Game|Software|Entertain|Communication", "EV": "Auto|Vehicle|Consumer Disc", "electric": "Auto|Vehicle|Consumer Disc", "memory": "emicond|Electronic", "foundry": "emicond|Electronic",
}  # fmt: skip


@dataclass
class Topics:
    """The companies that the sentences so far were about, the latest last, and whom the last one spoke of."""

    subjects: list[Mention] = field(default_factory=list[Mention])
    named: list[Mention] = field(default_factory=list[Mention])
    together: list[Mention] = field(default_factory=list[Mention])
    """The companies of the latest sentence that named several."""
    fresh: bool = False

    def turn(self) -> None:
        """Another story may begin: the next sentence with a company of its own is where it does."""
        self.fresh = True

    def hear(self, masked: Masked) -> None:
        """Take in a sentence."""
        firms = [
            (at, place.mentions)
            for at, place in sorted(masked.places.items())
            if re.match(FIRM, masked.text[at]) and place.mentions
        ]
        if not firms:
            return
        if self.fresh:
            self.subjects, self.fresh = [], False
        spoken = [mention for _, mentions in firms for mention in mentions]
        self.named += spoken
        several = list({m.id or m.text: m for m in spoken}.values())
        if len(several) > 1:
            self.together = several
        module = korean if masked.korean else english
        leading = next(iter(module.in_role("subj", masked, len(masked.text), len(masked.text))), None)
        if masked.korean:
            subjects = [a.at for a in korean.arguments(masked) if a.case in ("topic", "subj")]
            leading = subjects[0] if subjects else None
        else:
            leading = _described(firms, masked)
        chosen = dict(firms).get(leading if leading is not None else firms[0][0], firms[0][1])
        self.subjects.append(chosen[0])


def again(text: str, topics: Topics) -> Iterator[Spotted]:
    """Names of earlier sentences that stand here too, where alone they might be taken for words."""
    for mention in {
        one.text: one for one in topics.named if one.id is None and len(one.text) > _SHORT
    }.values():
        for match in re.finditer(rf"(?<![\w가-힣]){re.escape(mention.text)}(?![A-Za-z0-9])", text):
            if re.match(rf"{PARTICLE}(?:[\s,.]|$)|[\s,.'’]|$", text[match.end() :]):
                yield Spotted(match.start(), match.end(), mention)


_SHORT = 2


_DESCRIBES = re.compile(
    r"(?:\s|-)(?:supplier|rival|partner|unit|subsidiary|affiliate|backed|owned|owner|parent)\s$",
    re.IGNORECASE,
)


def _described(firms: list[tuple[int, tuple[Mention, ...]]], masked: Masked) -> int:
    """The first firm that describes no other: in "▢ supplier ▢" the second."""
    for (at, _), (following, _) in pairwise(firms):
        if not _DESCRIBES.fullmatch(masked.text, at + 1, following):
            return at
    return firms[-1][0]


def anaphora(text: str, topics: Topics, resolver: Resolver, spotted: list[Spotted]) -> Iterator[Spotted]:
    """The words in a sentence that mean a company of an earlier one, or where a story begins one `spotted` before them."""
    for match in _TWO.finditer(text):
        count = _COUNTS.get(match["ko"] or match["en"] or "", 2)
        named = list({m.id or m.text: m for m in topics.named}.values())
        here = _firms_before(match.start(), spotted) if _HANGUL.match(match.group()) else []
        meant = (topics.together if len(topics.together) > 1 else named)[:count]
        meant = here if len(here) == count else meant
        if len(meant) > 1:
            yield Spotted(match.start(), match.end(), meant[0], tuple(meant[1:]))
    yield from _ourselves(text, spotted)
    yield from _of_two(text, topics, spotted)
    for match in _ONE.finditer(text):
        if text[: match.start()].endswith(", ") and any(one.end == match.start() - 2 for one in spotted):
            continue  # only says what the name before it is: in ▢, the software start-up
        own = [
            one.mention
            for one in spotted
            if one.end <= match.start() and one.mention.kind in ("company", "name")
        ]
        found = own[0] if own and topics.fresh else _fitting(match["kind"], topics, resolver)
        if found is not None:
            yield Spotted(match.start(), match.end(), found)


def _firms_before(at: int, spotted: list[Spotted]) -> list[Mention]:
    """The companies that a sentence has named so far."""
    named = [m for one in spotted if one.end <= at for m in (one.mention, *one.more)]
    return list({m.id or m.text: m for m in named if m.kind == "company"}.values())


_EITHER = re.compile(
    r"\b[Tt]he (?P<which>former|latter)(?=['’]s\b|,|\.|\s(?:is|was|has|had|will|said|took|went|won|cut|put|saw|lost|makes?|a|an|at|in|by|to|[a-z]+(?:ed|[^s\W]s))\b)"
)


def _of_two(text: str, topics: Topics, spotted: list[Spotted]) -> Iterator[Spotted]:
    """The former, the latter: of the two companies named last."""
    for match in _EITHER.finditer(text):
        own = [m for one in spotted if one.end <= match.start() for m in (one.mention, *one.more)]
        firms = list({m.id or m.text: m for m in own if m.kind in ("company", "name")}.values())
        two = firms if len(firms) > 1 else topics.together
        if len(two) == _PAIR:
            yield Spotted(match.start(), match.end(), two[match["which"] == "latter"])


_PAIR = 2


def _ourselves(text: str, spotted: list[Spotted]) -> Iterator[Spotted]:
    """What a quoted speaker calls "we": the company whose officer speaks behind the quotation."""
    said = [match.end() for match in _SAID.finditer(text)]
    if not said:
        return
    behind = [one for one in spotted if one.start >= said[0] and one.mention.kind in ("company", "name")]
    if "가" <= max(text) <= "힣":
        behind = [one for one in behind if _SPEAKS.match(text, one.end)]
    if behind:
        yield from (
            Spotted(match.start(), match.end(), behind[0].mention) for match in _WE.finditer(text, 0, said[0])
        )


def _fitting(kind: str | None, topics: Topics, resolver: Resolver) -> Mention | None:
    """The latest company of that kind, else the subject that was spoken of last."""
    wanted = next((pattern for word, pattern in _SECTORS.items() if kind and word in kind), None)
    for mention in [*reversed(topics.subjects), *reversed(topics.named)] if wanted else []:
        security = resolver.listing.get(mention.id) if mention.id else None
        if security and security.sector and re.search(str(wanted), security.sector):
            return mention
    return topics.subjects[0] if topics.subjects else None
