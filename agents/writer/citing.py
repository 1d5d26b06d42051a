"""Numbered sources: every source once, whatever number of figures comes from it."""

from collections.abc import Iterable, Mapping

from stockelper.addresses import web_address
from stockelper.types import Citation, Evidence

Key = tuple[str, str, str]


class Citing:
    """Gives each source its number in the order in which sentences first cite it."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._evidence = evidence
        self._cited: dict[Key, list[Evidence]] = {}

    def mark(self, sentence: str, ids: Iterable[str]) -> str:
        """The sentence with the numbers of its sources before its full stop."""
        numbers = sorted({number for key in ids for number in self._numbers(self._evidence[key])})
        marks = "".join(f"[{number}]" for number in numbers)
        if not marks:
            return sentence
        bare = sentence.rstrip()
        return f"{bare[:-1]} {marks}{bare[-1]}" if bare[-1:] in ".:" else f"{bare} {marks}"

    def citations(self) -> tuple[Citation, ...]:
        """The sources cited so far."""
        return tuple(
            Citation(
                n=n,
                id=_source_id(items[0]),
                evidence_ids=tuple(dict.fromkeys(item.id for item in items)),
                title=title,
                url=web_address(url),
                source=source,
                known_at=max(item.known_at for item in items),
            )
            for n, ((title, source, url), items) in enumerate(self._cited.items(), start=1)
        )

    def _numbers(self, item: Evidence) -> set[int]:
        if item.title is None and item.derivation:
            operands = (self._evidence[key] for key in item.derivation.operands)
            return {number for operand in operands for number in self._numbers(operand)}
        key = (item.title or item.name, item.source, item.url or "")
        self._cited.setdefault(key, []).append(item)
        return {list(self._cited).index(key) + 1}


def _source_id(item: Evidence) -> str:
    if item.security and item.basis:
        return f"bars:{item.security}:{item.basis}:{item.source}"
    return item.id
