"""Names in Latin letters that no listing knows: told by capitals, legal forms, endings and what stands beside them."""

import re
from collections.abc import Iterator

from kg.extraction.lexicon import lexicon
from kg.extraction.records import Mention, Spotted
from stockelper.securities.cues import cues
from stockelper.securities.resolver import Resolver

GROUP = re.compile(r"\s?그룹(?!홀딩스|주|사(?:인|와|의|로|\s|,))")
LEGAL = re.compile(
    r",?\s(?:& Co|Inc|Corp|Corporation|Company(?=[\s,.'’])|Co|Ltd|Limited|LLC|PLC|plc|AG|SE|N\.V|S\.A|GmbH|AB|ASA)\b\.?,?(?:\sLtd\.?)?"
)
_GRADES = re.compile(r"(?:Aaa|Aa|Baa|Ba|Caa|Ca)[1-3]?|A{2,3}|B{2,3}|C{2,3}")
_LETTER = "[A-Za-z0-9À-ÿ]"
_LATIN = re.compile(
    rf"(?<![A-Za-z0-9$&.-])(?:\d{{1,2}}[A-Z][a-z]*(?=\s[A-Z][a-z])|[A-Z](?:{_LETTER}|[&'’.-](?={_LETTER}))*{_LETTER}|[A-Z](?=\s&)|[a-z][A-Z]{_LETTER}+)"
    rf"(?:\s(?:&\s)?(?:of\s(?=[A-Z]))?[A-Z](?:{_LETTER}|[&'’.-](?={_LETTER}))*)*"
)
_SMALL = frozenset(
    [
        "with",
        "from",
        "after",
        "over",
        "into",
        "amid",
        "than",
        "that",
        "this",
        "under",
        "upon",
        "about",
        "against",
        "between",
        "through",
    ]
)


def shouted(text: str) -> bool:
    """Whether every longer word begins with a capital, as in a title of an American paper."""
    words = re.findall("[A-Za-z]{4,}", text)
    return len(words) >= 4 and all(word != word.lower() or word in _SMALL for word in words)


def latin(text: str, shouted: bool, resolver: Resolver) -> Iterator[Spotted]:
    """Names in a text whose known ones are blanked; in `shouted` titles capitals tell nothing."""
    if not shouted:
        yield from _ordinary(text, resolver)
    for match in _LATIN.finditer(text):
        for start, name in _trimmed(match.start(), match.group()):
            single = " " not in name
            first = start == 0 or text[max(start - 2, 0) : start].strip() in (".", '"', ":")
            common = (
                any(_is_common(word) for word in name.split(" ")) if shouted else single and _is_common(name)
            )
            security = _alone(name, resolver) if not shouted or not common else None
            if (common and (first or shouted) and security is None) or (common and name.isupper()):
                continue
            if shouted and security is None and not re.search(r"[a-z][A-Z]|\.[a-z]", name):
                continue
            if (single and name in lexicon().first_names) or _GRADES.fullmatch(name):
                continue
            if name.endswith(("-based", "-owned", "-backed", "-led", "-made", "-listed")):
                continue
            if re.match(r"(?:W|KRW|USD|US)?\d(?![A-Z][a-z]*\s)|[A-Z]\d+", name) or (
                security is None
                and _SYMBOL.fullmatch(name)
                and not _stands_for_firm(text, start, start + len(name))
            ):
                continue
            if first and single and security is None and not _ACTS.match(text, start + len(name)):
                continue
            yield _latin_name(text, start, name, security)


_SYMBOL = re.compile(r"[A-Z]{1,3}|[A-Za-z]?o[A-Z]|TP of .*|OP .*")
"""Capitals that stand for a measure or a place as often as for a firm: OP, TP, YoY."""
_ACTS = re.compile(
    r"['’]s?\b|,|:|\.com|\s(?:and|&|has|have|had|is|was|were|will|would|may|said|says|to|also|on|shares|Inc|Corp|won|cut|beat|sold|bought|took|put|made|led|saw|hit|set|got|gave|lost|paid|[a-z]+(?:ed|s)\b)"
)
"""What follows a name at the head of a sentence, and seldom a common word."""


def _latin_name(text: str, start: int, name: str, security: str | None) -> Spotted:
    end = start + len(name)
    if group := GROUP.match(text, end):
        return Spotted(start, group.end(), Mention(text[start : group.end()], "company"))
    if tail := _HANGUL_TAIL.match(text, end):
        return Spotted(start, tail.end(), Mention(text[start : tail.end()], "company"))
    legal = LEGAL.match(text, end)
    if security or legal:
        return Spotted(start, legal.end() if legal else end, Mention(name, "company", security))
    if owned := _OWN_NAME.match(text, end):
        end, name = owned.end(), text[start : owned.end()]
    if owned or "&" in name or (" " in name and name.rsplit(" ", 1)[1] in lexicon().english_endings):
        return Spotted(start, end, Mention(name, "company"))
    person = " " in name and name.split(" ", 1)[0] in lexicon().first_names
    return Spotted(start, end, Mention(name, "person" if person else "name"))


_HANGUL_TAIL = re.compile(
    r"(?:전선|건설|스틸|케미칼|화학|바이오|에너지|전자|증권|생명|화재|카드|캐피탈|손해보험|중공업|제약|식품|칼텍스|네트웍스|시스템즈?|엔터|미디어|모빌리티|솔루션|이노텍|머트리얼즈|홀딩스|글로벌|리테일|홈쇼핑|온|실트론|넥실리스)"
    r"(?=[은는이가을를의에와과도로만,·\s]|으로|에서|에게|$)"
)
"""The Korean end of a name that begins in Latin letters: LS전선."""
_OWN_NAME = re.compile(
    r"['’]s(?:\s(?:Club|Wholesale|Pizza|Coffee|Stores?|Brands|Markets?|Foods?|Kitchen|Holdings|Group|Place|Outfitters)\b|(?=\s(?:was|is|are|were|have|has|had|said|says|will|would|reports?|reported|rose|fell|agreed|shares)\b))"
)
"""What makes a possessive a part of the name: JDE Peet's was acquired, Sam's Club."""
_FIRM_VERB = re.compile(
    r"(?:['’]s)?\s(?:has\s|had\s|also\s|will\s)?(?:named|said|says|lost|faces|fell|rose|jumped|slid|dropped|gained|beat|missed|topped|took|wins|sells|opened|closed|joined|saw|sees|uses|pays|paid|reported|posted|raised|cut|pulled|agreed|sued|recalled|acquired|bought|announced|appointed|unveiled|launched|plans|expects|signed|won|hired|lowered|declared|completed|[a-z]+ed|supplies|owns|makes|is recalling|is buying|was awarded|was sued|was fined|won|shares|stock)\b"
)
"""Behind a word at the head of a sentence that is a company's name there: Target said."""


def _stands_for_firm(text: str, start: int, end: int) -> bool:
    """Whether three capitals stand where a company does: KBR was awarded, a JBS plant, 벨기에 EMM."""
    if end - start != _INITIALS:
        return False
    nation = lexicon().korean_cue.search(text[max(start - 12, 0) : start])
    return bool(nation or _FIRM_VERB.match(text, end) or _FIRM_NOUN.match(text, end))


_INITIALS = 3


def _ordinary(text: str, resolver: Resolver) -> Iterator[Spotted]:
    """Listed companies whose names are words as well, where only a company can stand: Target said, a Dow plant."""
    for match in _WORD.finditer(text):
        acts = (match.start() <= 1 or text[: match.start()].endswith(", ")) and _FIRM_VERB.match(
            text, match.end()
        )
        owns = match["article"] and _FIRM_NOUN.match(text, match.end())
        owned = _PART_OF.search(text, 0, match.start("name"))
        if (acts or owns or owned) and _is_word(match["name"]):
            security = _alone(match["name"], resolver)
            if security is not None:
                yield Spotted(match.start("name"), match.end(), Mention(match["name"], "company", security))


_PART_OF = re.compile(
    r"\b(?:(?:division|unit|subsidiary|arm|affiliate|customers?|suppliers?|rivals?|shareholder) of|(?:stake|shares|shareholder) (?:of|in)) $"
)
"""Before the name of a company, even where it is a word: a division of Gap."""
_FIRM_NOUN = re.compile(
    r"\s(?:plant|site|mill|mine|jet|factory|refinery|workers|employees|store|stores|warehouse|facility|subsidiary|executives)\b"
)
_WORD = re.compile(r"(?:(?P<article>\b(?:a|an|the|at|by|of|from)\s)|\b)(?P<name>[A-Z][a-z]+)\b")


def _alone(name: str, resolver: Resolver) -> str | None:
    """The listed company that a capitalised word means which is a word as well: Target, Snap."""
    found = [m for m in resolver.written(f"{name} shares") if m.text == name and len(m.candidates) == 1]
    return found[0].candidates[0] if found else None


def _trimmed(start: int, name: str) -> Iterator[tuple[int, str]]:
    """The name without words that begin with a capital and belong to no name, at its head and its end."""
    parts = re.split(r"(\s(?:&\s)?)", re.sub(r"['’]s?$", "", name))
    while parts and _is_word(parts[0]) and not _is_nations(parts):
        start += len(parts[0]) + (len(parts[1]) if len(parts) > 1 else 0)
        parts = parts[2:]
    while parts and (_is_word(parts[-1]) or parts[-1] == "of") and not _is_firm(parts):
        parts = parts[:-2]
    bare = re.sub(r"['’]s?$", "", "".join(parts))
    if len(bare) > 1 and (not re.search(r"['’]s\s", bare) or _OWN_NAME.search(bare)):
        yield start, bare


def _is_nations(parts: list[str]) -> bool:
    """Whether a nation's adjective and a company's ending are all there is: Turkish Aerospace."""
    return (
        len(parts) == _TWO_WORDS
        and parts[0].endswith(("ish", "an", "ese"))
        and parts[-1] in lexicon().english_endings
    )


_TWO_WORDS = 3
"""Two words and what stands between them."""


def _is_firm(parts: list[str]) -> bool:
    """Whether words end as companies' names do: Stonebridge Energy."""
    return len(parts) > 1 and parts[-1] in lexicon().english_endings and not _is_word(parts[0])


def _is_word(part: str) -> bool:
    bare = re.sub(r"['’]s?$", "", part.strip())
    return bare.lower() in lexicon().english_words or bare.isdigit()


def _is_common(word: str) -> bool:
    known = cues()
    return (
        word.lower() in known.ordinary or word.lower() in known.english_words or word.endswith(("ing", "ed"))
    )
