"""Names in a text that only look like a company's: the s of an owner, a ticker abroad, a word in small letters."""

from stockelper.securities.scanning import Hit


def is_possessive(text: str, hit: Hit) -> bool:
    """Whether a name begins with the s of an owner: "Pfizer's 1 year return" and "pfizers 1 year return" speak of no S-1."""
    before = text[hit.start - 1 : hit.start]
    return text[hit.start] == "s" and before.isascii() and (before == "'" or before.isalpha())


def is_ticker_abroad(hit: Hit, bare: frozenset[int]) -> bool:
    """Whether a short Korean name in Latin letters (GS, DB) is a US ticker in a text without Hangul."""
    return bool(hit.ids) and len(hit.written) <= 4 and hit.ids[0].startswith("KRX:") and hit.touches(bare)


def has_latin(text: str) -> bool:
    """Whether a text has a Latin letter."""
    return any("A" <= character <= "z" for character in text)


def is_word(name: str) -> bool:
    """Whether a paper that writes it so means no company: "to plug a hole" is not Plug."""
    return name.isascii() and name.islower() and " " not in name
