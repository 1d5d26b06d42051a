"""What surrounds a question and asks nothing: mark-up, code around it, addresses, emojis, repeated signs."""

import html
import re
import unicodedata

_CODE = (
    re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"</?[a-zA-Z][^<>]{0,300}/?>"),
    re.compile(r"\{\{.*?\}\}|\$\{[^{}]*\}|\{%.*?%\}"),
    re.compile(
        r"['\"]?\s*;\s*(?:drop|delete|truncate|alter|insert|update|select)\b[^;]*(?:;\s*(?:--)?|--|$)",
        re.IGNORECASE,
    ),
    re.compile(r"['\"]\s*or\s*['\"]?1['\"]?\s*=\s*['\"]?1\S*", re.IGNORECASE),
)
"""Mark-up and code of which nothing is read."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s?#]*?(?P<last>[^\s/?#]*)/?(?:[?#](?:\S*?\b(?:code|symbol|ticker)=(?P<code>\w+))?\S*)?(?=\s|$)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z]{1,2})?|\d{6}(?:\.K[SQ])?")
_MARKS = re.compile(r"`+|\*{2,}|_{2,}|~{2,}|^\s*(?:>|#{1,6}|[-*•])\s+|(?<=\s)\*(?=\S)|(?<=\S)\*(?=\s|$)")
_LABEL = re.compile(r"^\s*(?:q|question|query|user|prompt|질문|문의|fwd|fw|re)\s*[:：]\s*", re.IGNORECASE)
_REPEATED = re.compile(r"([!?.,~;:=#@^|\\/-])\1+")
_KEPT = frozenset("▲▼△▽↑↓→")
"""Signs that say something of a price."""
_SPACE = re.compile(r"\s+")


def unwrapped(text: str) -> str:
    """A normalised question without what surrounds it; the text as it is where nothing else is in it."""
    bare = html.unescape(text)
    for pattern in _CODE:
        bare = pattern.sub(" ", bare)
    bare = _ADDRESS.sub(lambda match: f" {_symbol(match['code'] or match['last'])} ", _LINK.sub(r"\1", bare))
    bare = _LABEL.sub("", _MARKS.sub("", "".join(map(_sign, bare))))
    bare = _SPACE.sub(" ", _REPEATED.sub(r"\1", bare)).strip()
    return bare if any(letter.isalnum() for letter in bare) else text


def _symbol(last: str) -> str:
    """The code or ticker that an address ends in, as those of quote pages do."""
    return last if _SYMBOL.fullmatch(last) else ""


def _sign(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Mn":
        return ""
    return (
        " " if category in ("So", "Sk", "Cn", "Co") and letter not in _KEPT and letter not in "`^" else letter
    )
