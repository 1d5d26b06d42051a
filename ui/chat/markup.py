"""Text of answers and data as safe HTML: titles may be hostile, "$" is a dollar, an answer is no template.

Answers use a few marks of Markdown: paragraphs, `- ` lists, `**bold**`, backticks and `[n]` citations.
Everything else is shown as it is written.
"""

import re
from collections.abc import Mapping
from html import escape

_CITE = re.compile(r"\[(\d{1,3})\]")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_CODE = re.compile(r"`([^`\n]+)`")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~:<>&^=])")


def answer_html(text: str, titles: Mapping[int, str]) -> str:
    """An answer's text as HTML; a citation with a known title (by number) becomes a mark that shows it."""
    blocks: list[str] = []
    items: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("- "):
            items.append(f"<li>{_inline(line[2:], titles)}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            blocks.append(f"<p>{_inline(line, titles)}</p>")
    return f'<div class="sk-answer">{"".join(blocks)}</div>'


def _inline(text: str, titles: Mapping[int, str]) -> str:
    html = _BOLD.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", escape(text, quote=False)))

    def mark(found: re.Match[str]) -> str:
        title = titles.get(int(found[1]))
        return found[0] if title is None else f'<sup class="sk-cite" title="{escape(title)}">{found[1]}</sup>'

    return _CITE.sub(mark, html)


def markdown_text(text: str) -> str:
    """Text that a Markdown label shows as it is written, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
