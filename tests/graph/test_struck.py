"""What becomes of an answer from which the verifier took sentences."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from agents.context import Context
from agents.writer import Draft, write
from graph import nodes
from stockelper.types import Answer, Finding, Plan
from tests.graph.conftest import Opened
from tests.graph.test_runs import A

QUESTION = f"{A} 주가 알려줘"


@pytest.fixture
def written(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Answer]:
    """The answer to a question whose draft says what the test wants."""

    def run(text: str) -> Answer:
        def drafted(plan: Plan, findings: Sequence[Finding], context: Context) -> Draft:
            true = write(plan, findings, context)
            return replace(true, text=text.format(true=true.text.split("[1]")[0]))

        monkeypatch.setattr(nodes, "write", drafted)
        product = opened()
        return product.runs.answer(product.runs.start(QUESTION), timeout=60)

    return run


def test_an_answer_of_which_nothing_holds_says_so_and_is_no_answer(
    written: Callable[[str], Answer],
) -> None:
    answer = written("종가는 999,999원입니다 [1]. 거래량은 12주였습니다 [1].")
    assert (answer.status, answer.struck) == ("no_data", 2)
    assert answer.answer == "쓴 내용이 저장된 근거로 확인되지 않아 답변에서 모두 뺐습니다."
    assert not answer.citations


def test_a_list_of_which_only_the_heading_is_left_says_so_too(written: Callable[[str], Answer]) -> None:
    answer = written("종목은 다음과 같습니다 [1].\n- 종가 999,999원 [1]\n- 종가 888,888원 [1]")
    assert answer.status == "no_data"
    assert "확인되지 않아" in answer.answer


def test_an_answer_that_lost_a_sentence_is_partial(written: Callable[[str], Answer]) -> None:
    answer = written("{true}[1]. 거래량은 12주였습니다 [1].")
    assert (answer.status, answer.struck) == ("partial", 1)
    assert answer.answer.count("[1]") == 1


def test_a_wrong_marker_alone_leaves_the_answer_answered(written: Callable[[str], Answer]) -> None:
    answer = written("{true}[1][7].")
    assert (answer.status, answer.struck) == ("answered", 1)
