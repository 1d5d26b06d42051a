"""Relations that a text tells between two parties: who supplies, holds, buys or sues whom, and who competes.

Read from links ("A: supplies → B"), from role words ("suppliers of B: A", "B의 최대주주는 A") and from verbs, active and
passive ("A acquired B", "B was acquired by A", "A가 B를 인수"). What is told otherwise is not read.
"""

import re
from collections.abc import Iterator

from agents.verifier.deeds import by_verb_en, by_verb_ko
from agents.verifier.parties import Told, parties_of, party_at
from agents.verifier.reading import Reading
from agents.verifier.role_words import by_role_en, by_role_ko

SYMMETRIC = frozenset({"COMPETES_WITH", "AFFILIATE_OF", "PARTNERS_WITH", "MERGES_WITH", "SUBSIDIARY_PAIR"})
_LINK = re.compile(r"(?P<h>[^:;\n→]{1,60}): (?P<of>[^:;\n→]{1,30}) → (?P<t>[^;\n→]{1,60})")
_LINKS: tuple[tuple[str, str], ...] = (
    ("SUPPLIES", "공급|supplies"), ("COMPETES_WITH", "경쟁|competes"), ("SUBSIDIARY_OF", "자회사|subsidiary"),
    ("AFFILIATE_OF", "계열사|affiliate"), ("HOLDS", "지분|holds"), ("PARTNERS_WITH", "협력|partners"),
    ("ACQUIRES", "인수|acquires"), ("INVESTS_IN", "투자|invests"),
)  # fmt: skip
_ANY = re.compile(
    r"공급|납품|고객|거래처|경쟁|회사|계열|관계사|협력|파트너|주주|인수|매입|사들|지분|주식|보통주|투자|제소|고소|[Ss]uppl|[Cc]ustomer|[Cc]lient|[Cc]ompet|[Rr]ival"
    r"|[Ss]ubsid|[Pp]arent|[Aa]ffiliat|[Pp]artner|holder|cquir|b[ou][uy]|purchas|t[ao]o?k|h[oe]ld|own|invest|sue|back|fund"
)
"""Part of any word that a relation is told by."""


def told(reading: Reading) -> Iterator[Told]:
    """Every relation that a text tells."""
    yield from _links(reading)
    for sentence in reading.sentences:
        if not _ANY.search(reading.text, sentence.start, sentence.end):
            continue
        parties = parties_of(reading, sentence)
        if len(parties) or "의 " in reading.text[sentence.start : sentence.end]:
            for way in (by_role_ko, by_role_en, by_verb_en, by_verb_ko):
                yield from way(reading, sentence, parties)


def _links(reading: Reading) -> Iterator[Told]:
    """`A: supplies → B; C: supplies → B`."""
    for sentence in reading.sentences if "→" in reading.text else ():
        for found in _LINK.finditer(reading.text, sentence.start, sentence.end):
            kind = next((type_ for type_, words in _LINKS if re.search(words, found["of"])), None)
            if kind is not None:
                head, tail = (party_at(reading, sentence, *found.span(part)) for part in ("h", "t"))
                yield Told(kind, head, tail, tail)
