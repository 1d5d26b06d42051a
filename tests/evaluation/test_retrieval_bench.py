"""`bench retrieval` on a few texts whose truth is plain to see."""

from datetime import UTC, datetime
from pathlib import Path

from collectors.practice.cast import companies
from collectors.practice.meaning import StatedRelation
from collectors.practice.truth import Truth
from evaluation.bench.retrieval import measured

A, B, C = (companies()[place] for place in (0, 5, 1))
WHEN = datetime(2026, 3, 2, tzinfo=UTC)


def text(number: int, head: int, tail: int, words: str) -> Truth:
    ends = (A, B, C)
    one, other = ends[head], ends[tail]
    stated = StatedRelation("SUPPLIES", one.name.ko, other.name.ko, one.id, other.id)
    told = words.format(a=A.name.ko, b=B.name.ko, c=C.name.ko)
    return Truth(f"t{number}", "a", "ko", told, told, WHEN, False, (one.id, other.id), (stated,), ())


def test_the_graph_knows_direction_and_two_hops_where_words_beside_do_not(tmp_path: Path) -> None:
    texts = [text(1, 0, 1, "{a}는 {b}에 부품을 공급한다."), text(2, 1, 2, "{b}는 {c}에 장비를 공급한다.")]
    rows = {row.name: row for row in measured(tmp_path, texts)}
    assert rows["retrieval.hops1.f1"].value == 1.0
    assert (rows["retrieval.hops2.f1"].value, rows["retrieval.hops2.f1"].n) == (1.0, 2)
    reference = rows["retrieval.hops1.precision"].reference
    assert reference is not None and reference < 1.0
