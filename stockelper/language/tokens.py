"""Words for full-text search: what is indexed and what is asked for are cut the same way.

Korean glues particles and nouns together, so a Hangul word is indexed by its syllable bigrams: a
two-syllable word (증가) is then found inside a longer one.
"""

import re

from stockelper.language.normalise import normalise

_PIECE = re.compile(
    r"(?P<hangul>[가-힣]+)"
    r"|(?P<latin>[a-z\u00df-\u024f][a-z0-9\u00df-\u024f]*)"
    r"|(?P<number>\d+(?:[.,]\d+)*[a-z]*)"
    r"|(?P<han>[\u4e00-\u9fff])"
)


def tokens(text: str) -> list[str]:
    """The search words of a text in order, repeats kept.

    Latin words in lower case, Hangul words as bigrams (삼성전자: 삼성 성전 전자; a lone syllable as it is),
    numbers without thousands separators, each Chinese character by itself.
    """
    found: list[str] = []
    for piece in _PIECE.finditer(normalise(text).lower()):
        word = piece.group()
        if piece.lastgroup == "hangul":
            found.extend(_bigrams(word))
        else:
            found.append(word.replace(",", "") if piece.lastgroup == "number" else word)
    return found


def _bigrams(word: str) -> list[str]:
    return [word] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]
