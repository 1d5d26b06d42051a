"""Explanations of concepts: what something is, how two of them differ, and what to say of one that is not known."""

import re
from collections.abc import Sequence

from agents.writer.concepts import Concept, concepts, concepts_in, differences, places
from stockelper.language.catalogue import render
from stockelper.language.normalise import normalise
from stockelper.language.numbers import day
from stockelper.language.particles import particle
from stockelper.types import Language

MOST = 4
"""Concepts that one answer explains where a question lists several."""
NEAREST = 3
"""Concepts that are named where the one asked for is not known."""
_ALIKE = 0.45
"""Share of two-letter pieces that a name has in common with what was asked, from which on it is near."""
_SEVERAL = re.compile(
    r"이?랑|하고|[와과](?= )|이며|니 |그리고|[,/&+]|\b(?:and|or|vs|versus|between|than|n|btw)\b",
    re.IGNORECASE,
)
_DIFFER = re.compile(
    r"차이|다르|다른|달라|다릅|구분|구별|헷갈|비교|(?<![a-z])(?:differ\w*|vs|versus|distinguish|compared?|confuse\w*)(?![a-z])",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"뭐|하는 ?(?:데|곳|기관)|뭔|무엇|무슨|어떻게|이유|뜻|의미|개념|설명|원리|차이|이란|란(?:\?|$)|왜 |어떤 |기준|처벌|불법|구별|알려 ?두|가르"
    r"|(?<![a-z])(?:what'?s?|mean\w*|explain|eli5|defin\w+|difference|differ\w*|how (?:do|does|come)|why|same (?:thing )?as|law|legally|walk me|spot)(?![a-z])",
    re.IGNORECASE,
)
"""Asks what something means."""
_ASKING = re.compile(
    r"[?!.,'\"…~]|(?:이?란|이?라는|이?라고)(?: ?(?:게|건|것|말|거|하는))?|(?:은|는|이|가|을|를|의|도|에서|에)(?= |$)|뜻|의미|개념|설명|정의|원리|쉽게|무슨|무엇|뭔지|뭔가요?|뭐야|뭐예요|뭐에요|뭐|뭔데|뭘|왜|어떻게|어떤"
    r"|하는 ?(?:데|곳|기관|거)(?:야|예요|에요|인가요?|임)?|알려 ?(?:줘|주세요|줄래)?|가르쳐 ?(?:줘|주세요)?|해 ?(?:줘|주세요)|좀|하는|인가요?|입니까|인지|궁금\S*|말하는|거야|건가요?|싶\S*"
    r"|\b(?:what|whats|what's|is|are|a|an|the|does|do|mean|means|meaning|explain|define|definition|of|how|why|please|pls|to|me|it|in|tell|about|exactly|even|can|could|you|i|like|im|and|that|this|for|concept|by|work|works|term)\b",
    re.IGNORECASE,
)
"""Words that ask for an explanation and name nothing."""


def explained(question: str, language: Language) -> str | None:
    """The concepts of a question explained; None where it names none that is known."""
    named = _chosen(question)
    if not named:
        return None
    paragraphs = [_told(concept, language) for concept in named]
    if len(named) > 1 and _DIFFER.search(question):
        paragraphs.insert(0, _difference(named, language))
    return "\n\n".join(paragraphs)


def asked_about(question: str, language: Language) -> str | None:
    """The explanation of a concept that a question beyond doubt asks the meaning of; None where it asks anything else.

    For questions that were read as being about something else: the name must be no everyday word.
    """
    plain = any(place.is_plain and not concepts()[place.concept].general for place in places(question))
    return explained(question, language) if plain and _MEANT.search(question) else None


def asks_only_what_it_is(question: str) -> bool:
    """Whether a question asks what one concept is and says nothing else: "What is the Federal Reserve?"."""
    named = places(question)
    if len(named) != 1 or not _MEANT.search(question) or concepts()[named[0].concept].general:
        return False
    rest = _ASKING.sub(" ", normalise(question).lower().replace("-", " ")).replace(" ", "")
    name = named[0].name.replace(" ", "")
    bare = _ASKING.sub(" ", named[0].name).replace(" ", "")
    return rest.removesuffix("s") in {name.removesuffix("s"), bare.removesuffix("s")}


def not_known(question: str, language: Language) -> str:
    """What is said of a concept that is not explained: the nearest ones, or what kinds of concept there are."""
    asked = _asked(question)
    near = _nearest(asked) if asked else []
    if near and asked:
        names = ", ".join(concept.called(language) for concept in near)
        quoted = f"'{asked}'"
        return render(language, "answer.education_near", name=quoted, names=names)
    return render(language, "answer.education_unknown", count=len(concepts()))


def _chosen(question: str) -> list[Concept]:
    """The concepts to explain: those compared or listed, else the exactest one or two."""
    known = concepts()
    found = [known[key] for key in concepts_in(question)]
    exact = [concept for concept in found if not concept.general]
    if _DIFFER.search(question) and len(found) == 2:
        return found
    chosen = exact or found[:1]
    return chosen[: MOST if _SEVERAL.search(question) else 1 if len(chosen) > 2 else 2]


def _told(concept: Concept, language: Language) -> str:
    parts = [concept.texts[language], concept.formulas[language]]
    if concept.rules[language] and concept.as_of:
        rule, since = concept.rules[language], day(concept.as_of, language)
        parts.append(render(language, "answer.education_rule", date=since, rule=rule))
    return " ".join(part for part in parts if part)


def _difference(named: Sequence[Concept], language: Language) -> str:
    known = differences().get(frozenset(concept.key for concept in named[:2]))
    if known and len(named) == 2:
        return known[language]
    names = [concept.called(language) for concept in named]
    return render(language, "answer.education_apart", names=_listed(names, language))


def _listed(names: Sequence[str], language: Language) -> str:
    if language == "en":
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:-1])}{particle(names[-2], '과/와')} {names[-1]}"


def _asked(question: str) -> str:
    """What a question wants explained, without the words that only ask."""
    return " ".join(_ASKING.sub(" ", normalise(question)).split())[:40].strip()


def _nearest(asked: str) -> list[Concept]:
    """The known concepts whose names are spelled most like what was asked."""
    pieces = _pieces(asked)
    scored = [
        (max(_overlap(pieces, _pieces(name)) for names in one.names.values() for name in names), one)
        for one in concepts().values()
    ]
    ranked = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return [concept for _, concept in ranked[:NEAREST]]


def _pieces(text: str) -> frozenset[str]:
    bare = normalise(text).lower().replace(" ", "").replace("-", "")
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of pieces."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
