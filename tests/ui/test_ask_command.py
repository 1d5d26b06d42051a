"""`stockelper ask` as it is seen in a terminal."""

from pathlib import Path

import pytest

from ui.cli import dispatch


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("한빛전자 주가 알려줘", ["… 질문 확인", "… 계획 세우기", "… 답변 쓰기"]),
        ("What can you do?", ["… Checking the question", "… Making a plan", "… Writing the answer"]),
    ],
)
def test_steps_are_told_in_the_words_of_the_question(
    question: str, told: list[str], practice_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["ask", question, "--data", str(practice_data)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if line in told] == told
