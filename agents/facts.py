"""Evidence as a language model is shown it."""

from stockelper.types import Evidence

TEXT_SHOWN = 400
"""Characters of a text that are shown."""


def fact(item: Evidence, cited_as: int | None = None) -> str:
    """One line: the source's number where it is cited, then kind, security, name, value with its unit, time, text."""
    span = f"{item.period.from_}..{item.period.to}" if item.period else item.date
    parts = (
        f"source={f'[{cited_as}]' if cited_as else 'none'}",
        item.kind,
        item.security,
        item.name,
        None if item.value is None else f"value={item.value!r} {item.currency or item.unit or ''}".strip(),
        span and f"when={span}",
        item.basis and f"basis={item.basis}",
        item.title and f"title={item.title!r}",
        item.text and f"text={item.text[:TEXT_SHOWN]!r}",
    )
    return " | ".join(str(part) for part in parts if part)
