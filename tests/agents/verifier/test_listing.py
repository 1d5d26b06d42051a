import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Evidence

DAY = dt.date(2025, 12, 30)
KNOWN = dt.datetime(2025, 12, 30, 7, tzinfo=dt.UTC)


def change(security: str, value: float) -> Evidence:
    return Evidence(
        id=f"return:{security}", kind="return", security=security, name="change", value=value, unit="fraction", date=DAY,
        source="prices", known_at=KNOWN,
    )  # fmt: skip


def count(name: str, value: float) -> Evidence:
    return Evidence(
        id=name, kind="fact", name=name, value=value, unit="count", date=DAY, source="prices", known_at=KNOWN
    )


EVIDENCE = [
    change("KRX:005930", 0.05), change("KRX:000660", 0.03), change("KRX:035420", -0.04), change("KRX:051910", -0.02),
    count("up_count", 975), count("down_count", 1523),
]  # fmt: skip
KOREAN = (
    "오른 종목은 975개, 내린 종목은 1,523개입니다. 가장 많이 오른 종목은 다음과 같습니다.\n- 삼성전자: +5%\n- SK하이닉스: +3%\n\n"
    "가장 많이 내린 종목은 다음과 같습니다.\n- NAVER: -4%\n- LG화학: -2%"
)
ENGLISH = (
    "975 securities rose and 1,523 fell. The largest gains:\n- 삼성전자: +5%\n- SK하이닉스: +3%\n\n"
    "The largest losses:\n- NAVER: -4%\n- LG화학: -2%"
)


def directions(text: str) -> list[tuple[str, bool]]:
    return [(c.text, c.supported) for c in verify(text, EVIDENCE) if c.kind == "direction"]


@pytest.mark.parametrize("text", [KOREAN, ENGLISH])
def test_lists_and_counts_as_they_are(text: str) -> None:
    assert all(claim.supported for claim in verify(text, EVIDENCE))
    assert len(directions(text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        KOREAN.replace("오른 종목은 975", "내린 종목은 975"),
        KOREAN.replace("내린 종목은 1,523", "오른 종목은 1,523"),
        KOREAN.replace("많이 오른", "많이 내린"),
        KOREAN.replace("많이 내린", "많이 오른"),
        ENGLISH.replace("securities rose", "securities fell"),
        ENGLISH.replace("gains", "losses"),
        ENGLISH.replace("losses", "gains"),
    ],
)
def test_the_other_direction_is_wrong(text: str) -> None:
    assert not all(claim.supported for claim in verify(text, EVIDENCE))
