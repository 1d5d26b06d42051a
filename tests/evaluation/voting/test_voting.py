"""Training the planner's votes: the same bytes again, from the questions that the package names."""

from dataclasses import replace

import numpy as np
import pytest

from agents.planner.kinds import KINDS
from agents.planner.signs import joined
from agents.planner.votes import read, voted, weights
from evaluation.bench.routing import cases, half_of
from evaluation.voting.judging import SETTINGS, judged, left_out
from evaluation.voting.packing import packed
from evaluation.voting.questions import QUESTIONS, Question, fingerprint
from evaluation.voting.training import trained


def question(n: int, author: str = "one") -> Question:
    kind = KINDS[n % 3]
    keys = np.array([n % 3, 10 + n % 7, 100 + n % 2], dtype=np.uint32)
    text, facts = (keys, np.full(3, 0.5)), (np.array([1000 + n % 3], dtype=np.uint32), np.ones(1))
    return Question(
        f"q{n}",
        author,
        (kind,),
        (KINDS[(n + n % 2) % 3],),
        plain=False,
        refused=False,
        text=text,
        facts=facts,
    )


@pytest.fixture(scope="module")
def asked() -> list[Question]:
    return [question(n, "one" if n % 2 else "two") for n in range(60)]


def test_the_packaged_weights_are_of_the_questions_that_stand_there() -> None:
    assert weights().provenance["sha256"] == fingerprint()


def test_the_packaged_thresholds_are_those_that_were_judged() -> None:
    assert dict(weights().settings) == dict(SETTINGS)


def test_training_again_gives_the_same_bytes(asked: list[Question]) -> None:
    assert packed(trained(asked, SETTINGS, {})) == packed(trained(asked, SETTINGS, {}))


def test_what_is_packed_is_read_again(
    asked: list[Question], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("packed") / "votes.npz"
    model = trained(asked, SETTINGS, {"questions": 60})
    path.write_bytes(packed(model))
    again = read(path)
    assert np.array_equal(again.weights, model.weights) and dict(again.provenance) == {"questions": 60}


def test_what_tells_a_kind_is_learnt(asked: list[Question]) -> None:
    model = trained(asked, SETTINGS, {})
    best = [KINDS[int(voted(*joined((one.text, one.facts)), model)[:-1].argmax())] for one in asked]
    assert best == [one.kinds[0] for one in asked]


def test_each_author_is_judged_by_what_the_others_teach(asked: list[Question]) -> None:
    found = {author: (rules, both) for author, rules, both in left_out(asked)}
    assert found.keys() == {"one", "two"}
    assert found["two"][1].kinds == 1.0 and found["one"][0].kinds < 1.0


def test_a_refusal_counts_as_wrong_only_where_something_in_scope_was_asked() -> None:
    inside = question(0)
    outside = replace(inside, kinds=("out_of_scope",))
    found = judged([inside, outside], [("out_of_scope",), ("out_of_scope",)])
    assert (found.refused_wrongly, found.out_of_scope, found.kinds) == (1.0, 1.0, 0.5)


def test_no_question_of_the_unseen_half_is_trained_on() -> None:
    unseen = {
        str(case["question"])
        for case in cases(QUESTIONS.parent / "routing.jsonl")
        if half_of(case) == "unseen"
    }
    assert not unseen & {str(case["question"]) for case in cases(QUESTIONS)}
