"""The trained vote beside the rules: what it adds, where rules stay, and what becomes of a broken file."""

from pathlib import Path

import numpy as np
import pytest

from agents.planner import votes
from agents.planner.kinds import KINDS
from agents.planner.signs import written
from agents.planner.votes import Votes, decided
from stockelper.errors import BadInput
from stockelper.types import Kind
from tests.agents.planner.conftest import Planner

SETTINGS = {"let_in": -0.3, "refused": 0.5, "lead": 0.1, "several": 0.4, "beside": -0.2}


def cast(several: float = -1.0, **sums: float) -> Votes:
    return Votes({kind: sums.get(kind, -1.0) for kind in KINDS}, several)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("요 며칠 카카오가 흘러내리는 까닭을 모르겠네", ("explain_move",)),
        ("셀트리온 사람들이 요새 얼마에 주고받아?", ("quote",)),
        ("who does Apple buy its screens from these days", ("relations",)),
        ("if I had put 200 bucks a month into Microsoft since 2018 where would I be", ("backtest",)),
        ("스프레드가 벌어진다는 말이 대체 무슨 소리예요", ("education",)),
        ("put me down for ten shares of Ford, no higher than 11", ("order",)),
    ],
)
def test_what_no_training_question_says_is_read(
    asking: Planner, question: str, kinds: tuple[Kind, ...]
) -> None:
    assert asking(question).kinds == kinds


@pytest.mark.parametrize(
    "question",
    [
        "갤럭시 폴드 액정 수리비가 얼마나 나올까요",
        "how long does a Tesla take to charge at home",
        "아이폰에서 카톡 알림음 바꾸는 법",
    ],
)
def test_a_product_of_a_listed_company_stays_out_of_scope(asking: Planner, question: str) -> None:
    assert asking(question).kinds == ("out_of_scope",)


def test_the_same_question_gets_the_same_plan(asking: Planner) -> None:
    first, second = (asking("LG전자 왜 저러는 거야 그리고 얼마야") for _ in range(2))
    assert first.model_copy(update={"ms": 0}) == second.model_copy(update={"ms": 0})


def test_signs_do_not_hang_on_the_figures_of_a_question() -> None:
    one, two = written("□ 30일선 뚫었나"), written("□ 120일선 뚫었나")
    assert np.array_equal(one[0], two[0])


def test_the_length_of_what_is_said_does_not_make_it_louder() -> None:
    short, long = (
        written(text)[1] for text in ("□ 왜 떨어져", "□ 왜 이렇게 며칠째 계속 떨어지는지 아는 사람 있어")
    )
    assert np.sum(short**2) == pytest.approx(np.sum(long**2))


def test_votes_that_lead_by_little_leave_the_rules_reading() -> None:
    assert decided(cast(-2.0, news=0.3, quote=0.25), ("quote",), SETTINGS) == ("quote",)
    assert decided(cast(-2.0, news=0.5, quote=0.0), ("quote",), SETTINGS) == ("news",)


def test_a_refusal_of_the_rules_is_lifted_by_votes_for_something_in_scope() -> None:
    assert decided(cast(outlook=0.4, out_of_scope=-0.2), ("out_of_scope",), SETTINGS) == ("outlook",)
    assert decided(cast(outlook=-0.6, out_of_scope=0.2), ("out_of_scope",), SETTINGS) == ("out_of_scope",)


def test_votes_refuse_what_rules_let_in_only_when_they_are_far_ahead() -> None:
    assert decided(cast(quote=-0.1, out_of_scope=0.1), ("quote",), SETTINGS) == ("quote",)
    assert decided(cast(quote=-0.6, out_of_scope=0.3), ("quote",), SETTINGS) == ("out_of_scope",)


def test_a_second_kind_needs_votes_of_its_own_or_for_several() -> None:
    assert decided(cast(quote=0.5, news=-0.5), ("quote",), SETTINGS) == ("quote",)
    assert decided(cast(1.0, quote=0.5, news=-0.5), ("quote",), SETTINGS) == ("quote", "news")


def test_the_order_of_the_rules_stays_where_both_find_the_same_kinds() -> None:
    assert decided(cast(1.0, quote=0.2, news=0.4), ("quote", "news"), SETTINGS) == ("quote", "news")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"votes\.npz"):
        votes.read(tmp_path / "votes.npz")


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 broken"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "votes.npz"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"votes\.npz"):
        votes.read(path)


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("Baxter slid hard, was there a recall story?", {"US:BAX"}),
        ("I'd like to annul the sell of SAP that I put in yesterday", {"US:SAP"}),
        ("다이버전스가 뭔지 좀, 그리고 HD현대마린솔루션에 지금 그게 나왔는지", {"KRX:443060"}),
    ],
)
def test_a_name_is_read_where_the_question_must_be_about_one(
    asking: Planner, question: str, securities: set[str]
) -> None:
    assert set(asking(question).securities) == securities
