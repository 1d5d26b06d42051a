"""Who deals with whom, read from sentences whose names no listing need know: supplies, stakes, subsidiaries, rivals, partners.

A sentence is looked at with its parties as placeholders, so that a pattern says where each stands.
"""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.marks import Name
from agents.verifier.ordinary import words
from agents.verifier.parties import Party, Told, party_at
from agents.verifier.reading import Reading, Sentence

_A, _B = r"⟦(?P<a>\d+)⟧", r"⟦(?P<b>\d+)⟧"
_WHO = rf"{_A}(?:이|가|은|는|,)\s"
_ON, _FAR_ON = r"(?:[^⟦.]|⟦\d+⟧(?:을|를|의)\s){0,30}?", r"(?:[^⟦]|⟦\d+⟧(?:을|를|의|와|과)\s){0,60}?"
_SUPPLY = r"(?:공급|납품|제공|판매|수출|대(?=[고는]))"
_THOSE = r"(?:곳|기업|회사|업체|주주|사람)(?:들)?(?:은|는)\s"
_HAVE = r"(?:보유|들고|갖고|가지고|가진|쥐고|쥔|소유)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("SUPPLIES", rf"{_WHO}{_FAR_ON}{_B}(?:에게|에)\s{_ON}{_SUPPLY}(?!\s?받)"),
    ("SUPPLIES", rf"{_B}(?:에게|에)\s{_ON}{_SUPPLY}(?:하는|는|한|하고\s있는|해\s온)\s{_THOSE}{_A}"),
    ("SUPPLIES", rf"{_A}(?:이|가)\s{_ON}{_SUPPLY}(?:하는|는|한)\s{_THOSE}{_B}"),
    ("SUPPLIES", rf"{_WHO.replace('<a>', '<b>')}{_FAR_ON}{_A}(?:에서|에게서|로부터|으로부터)\s{_ON}(?:사들|사\s?[오온]|조달|구매|매입|(?:공급|납품|제공)\s?받|수입|받)"),
    ("SUPPLIES", rf"{_WHO}{_FAR_ON}{_B}(?:에서|에게서|로부터|으로부터)\s(?:[^⟦]|⟦\d+⟧(?:을|를|의)\s){{0,50}}?(?:수주|따[내냈낸])"),
    ("SUPPLIES", rf"(?i){_A}\s(?:\w+\s){{0,2}}?(?:w[io]ns?|secur(?:es|ed)|land(?:s|ed)|bagged|receiv(?:es|ed)|gets?|got)\s[^⟦.;]{{0,50}}?\b(?:orders?|contracts?)\s[^⟦;]{{0,50}}?from\s(?:the\s)?{_B}"),
    ("SUPPLIES", rf"{_WHO}{_FAR_ON}{_B}(?:와|과)\s(?:[^⟦]|⟦\d+⟧의\s){{0,40}}?(?:공급|납품)\s?계약"),
    ("SUPPLIES", rf"(?i){_A}\s(?:\w+\s){{0,2}}?(?:suppl(?:y|ies|ied)|provid(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|ships?|shipped|sells?|sold)\s[^⟦.;]{{0,50}}?{_B}"),
    ("SUPPLIES", rf"(?i){_B}\s(?:\w+\s){{0,2}}?(?:sourc(?:e|es|ed|ing)|buys?|bought|procur(?:e|es|ed)|purchas(?:e|es|ed)|gets?|receiv(?:e|es|ed))\s(?!(?:a\s|its\s)?(?:\d|stake|shares))(?![^⟦.;]{{0,50}}\b(?:orders?|contracts?)\b)[^⟦.;]{{1,50}}?\sfrom\s(?:the\s)?{_A}"),
    ("SUPPLIES", rf"(?i){_A}\s(?:is|was|became|remains)\s(?:an?|the|its)\s(?:\w+\s){{0,3}}?supplier\s(?:of\s(?:\w+\s){{1,3}})?(?:to|for)\s{_B}"),
    ("SUPPLIES", rf"{_WHO}{_B}(?:에게|에)\s{_ON}(?:전달|기부|지급|납부|출연|빌려|대여|이전|넘[겼기긴])"),
    ("SUPPLIES", rf"{_B}(?:은|는|이|가)\s{_A}의\s(?:[\w가-힣]+\s)?(?:고객사|거래처|매출처)"),
    ("SUPPLIES", rf"{_A}(?:은|는|이|가)\s{_B}의\s(?:[\w가-힣]+\s)?(?:공급(?:사|업체|처)|협력사|납품(?:사|업체)|벤더)"),
    ("SUPPLIES", rf"{_WHO.replace('<a>', '<b>')}{_FAR_ON}{_A}(?:에서|에게서|로부터|으로부터)\s{_FAR_ON}(?:넘겨받|인수|인계|이전받)"),
    ("SUPPLIES", rf"{_A}에서\s{_B}(?:으로|로)\s{_ON}(?:변경|바뀌|바뀐|넘어)"),
    ("SUPPLIES", rf"(?i){_A}\s(?:\w+\s){{0,2}}?(?:sells?|sold|gave|gives|donated|paid|pays|lent|lends|transferred|passed|shipped)\s(?:[^.;]|\.\d){{1,80}}?\sto\s(?:the\s)?{_B}"),
    ("SUPPLIES", rf"(?i){_B}\s(?:\w+\s){{0,2}}?(?:acquired|bought|purchased|took\sover)\s(?:[^.;]|\.\d){{1,60}}?\sfrom\s(?:the\s)?{_A}"),
    ("SUPPLIES", rf"(?i){_A}\s(?:is\s|was\s|will\sbe\s|has\sbeen\s)?(?:build(?:s|ing)?|built|construct(?:s|ed|ing)|develop(?:s|ed|ing)|mak(?:es|ing)|made|produc(?:es|ed|ing)|manufactur(?:es|ed|ing))\s[^⟦.;]{{0,40}}?for\s(?:the\s)?{_B}"),
    ("SUPPLIES", rf"(?i){_B}(?:'s|’s)\s(?:\w+\s){{0,2}}supplier\s(?:is\s|was\s|remains\s)?(?:\w+\s){{0,2}}?{_A}"),
    ("SUPPLIES", rf"(?i){_A}(?:'s|’s)\s(?:\w+\s){{0,2}}customer\s(?:is\s|was\s|remains\s)?(?:\w+\s){{0,2}}?{_B}"),
    ("HOLDS", rf"(?i){_A}\s(?:has|holds|took|takes)\scontrol\s(?:[^⟦.;]|\.\d){{0,30}}?of\s{_B}"),
    ("SUBSIDIARY_PAIR", rf"{_A}(?:와|과|,)\s{_B}(?:은|는|이|가|의)\s{_ON}(?:모자\s?(?:관계|회사)|모회사와\s자회사)"),
    ("HOLDS", rf"{_WHO}{_ON}{_B}(?:의)?\s(?:지분|주식|보통주)(?:[^⟦.]|\.\d){{0,40}}?{_HAVE}"),
    ("HOLDS", rf"{_B}(?:의)?\s(?:지분|주식|보통주)(?:[을를])?\s(?:[^⟦.]|\.\d){{0,24}}?(?:가진|보유한|갖고\s있는|들고\s있는|쥔)\s{_THOSE}{_A}"),
    ("HOLDS", rf"{_WHO}{_B}의\s(?:[\w가-힣]+\s)?(?:최대|2대|1대|주요)?\s?주주"),
    ("HOLDS", rf"(?i){_A}\s(?:also\s)?(?:owns|holds|controls|has)\s[^⟦.;]{{0,30}}?{_B}"),
    ("SUBSIDIARY_OF", rf"{_WHO}{_B}의\s(?:100%\s|완전\s|핵심\s|미국\s|해외\s)?(?:자회사|종속회사)"),
    ("SUBSIDIARY_OF", rf"{_B}(?:의)?\s자회사(?:인)?\s{_A}"),
    ("SUBSIDIARY_OF", rf"{_B}(?:이|가|은|는)\s자회사(?:인)?\s{_A}"),
    ("SUBSIDIARY_OF", rf"(?i){_A},?\s(?:is\s|was\s)?(?:an?\s)?(?:[\w-]+\s){{0,3}}(?:unit|subsidiary|arm|division)\sof\s(?:the\s)?{_B}"),
    ("SUBSIDIARY_OF", rf"(?i){_B}(?:'s|’s)\s(?:[\w-]+\s){{0,2}}(?:unit|subsidiary|arm)\s{_A}"),
    ("ACQUIRES", rf"{_WHO}{_ON}{_B}(?:을|를)\s{_ON}(?:인수|사들)(?!되|됐|당)"),
    ("COMPETES_WITH", rf"{_A}(?:와|과|,)\s{_B}(?:은|는|이|가|의)\s{_ON}(?:경쟁|라이벌|맞수)"),
    ("PARTNERS_WITH", rf"{_A}(?:와|과|,)\s{_B}(?:은|는|이|가|의)\s{_ON}(?:협력|제휴|파트너|손잡|손을\s잡|동맹|합작)"),
    ("MERGES_WITH", rf"{_A}(?:와|과|,)\s{_B}(?:은|는|이|가|의)\s{_ON}(?:합병|합친|합쳤)"),
    ("COMPETES_WITH", rf"(?i){_A}\sand\s{_B}\s(?:are|were|have|remain)\s[^⟦.;]{{0,30}}?(?:rivals?|compet\w+)\b(?!\s(?:of|to|with|against|for)\b)"),
    ("PARTNERS_WITH", rf"(?i){_A}\sand\s{_B}\s(?:are|were|have|remain)\s[^⟦.;]{{0,30}}?(?:partner\w*|collaborat\w+|allies|team\w+\sup|joint)\b(?!\s(?:of|to|with|for)\b)"),
    ("MERGES_WITH", rf"(?i){_A}\sand\s{_B}\s[^⟦.;]{{0,20}}?merg\w+"),
    ("COMPETES_WITH", rf"(?i){_A}\s[^⟦.;]{{0,40}}?compet(?:e|es|ed|ing)\s(?:\w+\s)?(?:with|against)\s{_B}"),
    ("PARTNERS_WITH", rf"(?i){_A}\s[^⟦.;]{{0,40}}?(?:partner(?:s|ed|ing)?|collaborat(?:es?|ed|ing)|team(?:s|ed|ing)\sup|work(?:s|ed|ing))\s(?:\w+\s)?with\s{_B}"),
    ("TAKES_FROM", rf"(?i){_A}\s[^⟦.;]{{0,20}}?(?:took|takes|taking|won|wins|gained|gains|grabbed)\s(?:market\s)?share\sfrom\s{_B}"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_ANY = re.compile(
    r"공급|납품|수주|따[내냈낸]|제공|판매|수출|대[고는]|전달|기부|지급|납부|출연|빌려|대여|이전|넘|고객|거래처|매출처|협력사|벤더|변경|바뀌|바뀐|모자|사들|조달|구매|매입|수입|받|지분|주식|보통주|주주|자회사|종속|인수|경쟁|라이벌|맞수|협력|제휴|파트너|손|동맹|합[작병친]"
    r"|(?i:suppl|provid|deliver|ship|s[eo]l[ld]|sourc|b[ou][uy]|procur|purchas|get|receiv|own|hold|control|unit|subsid|arm|division|rival|compet|partner|collab|customer|g[ai]ve|donat|pa[iy]|lent|transfer|acquir|took|buil|construct|develop|ma[dk]|produc|manufactur|alli|team|joint|merg|share|order|contract)"
)
_WORD = re.compile(
    r"(?<![가-힣A-Za-z0-9&⟦])[가-힣A-Za-z&]{2,14}?(?=(?:이며|이고|이다|입니다|으?로|에게서?|에서|으?로부터|이|가|은|는|을|를|에|와|과|의)(?:\s|[,.]|$))"
)
_MORE = re.compile(r"(?:\s[A-Z][a-z]+\b)*")
"""What belongs to a name besides the words that tell it: Nordlys Shipping."""
_PLAIN = re.compile(r"(?:[가-힣]+\s)?(?:두|양|이|각|그|해당|모|자|당)\s?(?:회사|사)$|계약$|^사들$")
_FIRST = re.compile(r"\s*(?P<name>[A-Z][a-z]{2,}(?=\s)|[가-힣A-Za-z&]{2,14}(?=,\s))")
"""A name that begins a sentence, whatever it looks like: Corning; a headline's subject before a comma."""


def dealings(reading: Reading) -> Iterator[Told]:
    """Every relation that a text tells by these words."""
    for sentence in reading.sentences:
        if _ANY.search(reading.text, sentence.start, sentence.end):
            parties = _parties(reading, sentence)
            if len(parties) > 1:
                yield from _of(reading, sentence, parties)


def _is_plain(word: str) -> bool:
    return word in words() or _PLAIN.search(word) is not None


def _parties(reading: Reading, sentence: Sentence) -> list[Party]:
    """The names of a sentence and the words that a particle makes a noun of, none over another."""
    names = [n for n in (*sentence.own.names, *sentence.own.others) if not (isinstance(n, Name) and n.index)]
    spans = [(n.start, n.end) for n in names]
    spans += [
        f.span() for f in _WORD.finditer(reading.text, sentence.start, sentence.end) if not _is_plain(f[0])
    ]
    if first := _FIRST.match(reading.text, sentence.start, sentence.end):
        spans.append(first.span("name"))
    found: list[tuple[int, int]] = []
    for start, last in spans:
        more = _MORE.match(reading.text, last, sentence.end)
        end = more.end() if more else last
        if not any(a < end and start < b for a, b in found):
            found.append((start, end))
    named = {n.start for n in names}
    return [party_at(reading, sentence, *span, guessed=span[0] not in named) for span in sorted(found)]


def _of(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    skeleton, at = "", sentence.start
    for i, party in enumerate(parties):
        skeleton += reading.text[at : party.start] + f"⟦{i}⟧"
        at = party.end
    skeleton += reading.text[at : sentence.end]
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(skeleton):
            head, tail = parties[int(found["a"])], parties[int(found["b"])]
            if not head.is_(tail):
                yield Told(kind, head, tail, head if not head.guessed else tail)
