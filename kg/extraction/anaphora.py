"""Words that mean a company named before: 동사, 이 회사, the company, the chipmaker, both companies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extraction import english, korean
from kg.extraction.masking import FIRM, Masked
from kg.extraction.naming import Spotted
from kg.extraction.records import Mention
from stockelper.securities.resolver import Resolver

_ONE = re.compile(
    r"(?<![가-힣])(?:동사|당사|이\s?회사|그\s?회사|이\s?업체|이\s?기업|회사\s?측|회사|해당\s?기업|해당\s?업체)(?=(?:[은는이가의도를을]|에|와)(?:\s|$)|\s?측[은이])"
    r"|\b[Tt]he (?:company|firm|group|conglomerate|giant|(?P<kind>chip ?maker|auto ?maker|car ?maker|drug ?maker|chip giant|tech giant|tech company|automotive group|battery maker|shipbuilder|retailer|bank|lender|airline|carrier|steelmaker|game maker|search giant|iPhone maker|social media giant|e-commerce giant|EV maker|electric[- ]vehicle maker|planemaker|pharmaceutical company|biotech|internet company|brokerage|insurer|oil major|software maker|software company|chip designer|foundry|memory maker|streaming giant|supplier))\b(?!['’]s? (?:rival|supplier|customer|competitor))"
    r"|^It(?=\s(?:has|will|is|was|also|said|plans|expects|agreed|signed|supplies|owns|holds|makes|competes|recently|now|had|declared|reported))"
)
_TWO = re.compile(
    r"(?<![가-힣])(?:양사|두\s?회사|양측|두\s?기업)(?=[은는이가의]|\s)|\b(?:[Tt]he two (?:companies|firms|sides|groups)?|[Bb]oth (?:companies|firms)|[Tt]he (?:companies|pair|duo|rivals))\b"
)
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

    def hear(self, masked: Masked) -> None:
        """Take in a sentence."""
        firms = [
            (at, place.mentions)
            for at, place in sorted(masked.places.items())
            if re.match(FIRM, masked.text[at]) and place.mentions
        ]
        if not firms:
            return
        self.named += [mention for _, mentions in firms for mention in mentions]
        module = korean if masked.korean else english
        leading = next(iter(module.in_role("subj", masked, len(masked.text), len(masked.text))), None)
        if masked.korean:
            subjects = [a.at for a in korean.arguments(masked) if a.case in ("topic", "subj")]
            leading = subjects[0] if subjects else None
        else:
            leading = _described(firms, masked)
        chosen = dict(firms).get(leading if leading is not None else firms[0][0], firms[0][1])
        self.subjects.append(chosen[0])


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


def anaphora(text: str, topics: Topics, resolver: Resolver) -> Iterator[Spotted]:
    """The words in a sentence that mean a company of an earlier one."""
    for match in _TWO.finditer(text):
        pair = list({m.id or m.text: m for m in topics.named}.values())[:2]
        if len(pair) == 2:
            yield Spotted(match.start(), match.end(), pair[0], (pair[1],))
    for match in _ONE.finditer(text):
        found = _fitting(match["kind"], topics, resolver)
        if found is not None:
            yield Spotted(match.start(), match.end(), found)


def _fitting(kind: str | None, topics: Topics, resolver: Resolver) -> Mention | None:
    """The latest company of that kind, else the subject that was spoken of last."""
    wanted = next((pattern for word, pattern in _SECTORS.items() if kind and word in kind), None)
    for mention in reversed(topics.named if wanted else []):
        security = resolver.listing.get(mention.id) if mention.id else None
        if security and security.sector and re.search(str(wanted), security.sector):
            return mention
    return topics.subjects[0] if topics.subjects else None
