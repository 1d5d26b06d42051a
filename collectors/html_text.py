"""What a snippet of a web page says, without its markup."""

import html
import re

import nh3

from stockelper.language.normalise import normalise

_BREAK = re.compile(r"<(?=/?(?:p|br|div|li|ul|ol|tr|td|th|h[1-6]|blockquote)\b)", re.IGNORECASE)
"""Where a tag parts words that stand in separate lines on the page."""
MOST_LAYERS = 4
"""Feeds escape markup up to three times over."""


def plain(snippet: str) -> str:
    """The words of a snippet on one line: no tag, script, style or comment, entities as characters.

    Markup that comes out of entities is taken out as well, so that no text that is stored can turn into a tag.
    """
    text = snippet
    for _ in range(MOST_LAYERS):
        stripped = html.unescape(nh3.clean(_BREAK.sub(" <", text), tags=set()))
        if stripped == text:
            break
        text = stripped
    return normalise(text)
