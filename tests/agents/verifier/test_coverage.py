"""Sentences on the store itself: held by the record of what was looked up, and struck where they say another thing."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure

STALE = "Stored prices of Pfizer end on Jan 6, 2026; the last 143 sessions are missing. `stockelper collect prices` adds them."
NO_NEWS = "이 기간에 저장된 카카오 관련 소식은 없습니다."
NO_MODEL = "이 시점의 5거래일 예측 모델이 아직 없어 앞으로의 가격 범위는 말씀드릴 수 없습니다."
HEADING = "The largest gains in the busier half of the market by turnover:"


def record(text: str, **more: object) -> Evidence:
    return Evidence.model_validate(
        {
            "id": f"coverage:note:{hash(text)}", "kind": "fact", "name": "note", "text": text,
            "known_at": "2025-12-30T06:30:00Z", "source": "store", **more,
        }
    )  # fmt: skip


RECORDS = [record(text) for text in (STALE, NO_NEWS, NO_MODEL, HEADING)]
BARE = [record(text, kind="article", source="") for text in (STALE, NO_NEWS, NO_MODEL, HEADING)]


def wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported]


@pytest.mark.parametrize("evidence", [RECORDS, BARE])
@pytest.mark.parametrize("text", [STALE, NO_NEWS, NO_MODEL, HEADING, f"{NO_MODEL} {NO_NEWS}"])
def test_a_sentence_that_repeats_a_record_holds(text: str, evidence: list[Evidence]) -> None:
    assert wrong(text, evidence) == []


@pytest.mark.parametrize("evidence", [RECORDS, BARE])
@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        (STALE, "Pfizer", "Adobe"),
        (STALE, "143", "148"),
        (STALE, "Jan 6", "Jan 9"),
        (NO_NEWS, "카카오", "농심"),
        (NO_MODEL, "5거래일", "20거래일"),
        (HEADING, "busier", "quieter"),
        (HEADING, "gains", "losses"),
    ],
)
def test_what_differs_from_a_record_is_struck(
    text: str, was: str, now: str, evidence: list[Evidence]
) -> None:
    struck = wrong(text.replace(was, now), evidence)
    assert any(now in one or one in now for one in struck)


def test_the_figures_dates_and_names_of_a_record_are_claims_that_it_carries() -> None:
    claims = {c.text: c for c in verify(STALE, RECORDS)}
    assert {"Pfizer", "Jan 6, 2026", "last 143 sessions"} <= set(claims)
    assert all(c.evidence_id and c.evidence_id.startswith("coverage:") for c in claims.values())


def test_a_sentence_told_twice_is_held_once() -> None:
    other = record(NO_NEWS.replace("카카오", "농심"))
    assert wrong(f"{NO_NEWS} {NO_NEWS}", [*RECORDS, other]) == ["카카오"]


def test_a_record_carries_no_figure_of_other_sentences() -> None:
    assert wrong("Pfizer closed at $143.", [*RECORDS, figure("close", "price", 25.4, "USD", "US:PFE")])


def test_figures_behind_a_record_in_one_line_are_judged_by_themselves() -> None:
    closed = figure("close", "price", 25.4, "USD", "US:PFE")
    heading = record("The last close of Pfizer, from the stored sessions:")
    said = "The last close of Pfizer, from the stored sessions: it was $25.40."
    assert wrong(said, [heading, closed]) == []
    assert wrong(said.replace("25.40", "26.40"), [heading, closed])
