"""Answers about what may come: the verdict first, then the interval, never advice."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from agents.context import Context
from agents.verifier import verify
from stockelper.errors import NoData
from stockelper.store import bars
from stockelper.types import Coverage, Forecast, Interval, Language, Plan, Skill
from tests.agents.conftest import HYNIX, KOSPI, LAST, SAMSUNG, Asked, answered

NO_SKILL = Skill(verdict="no_skill", metric="rank_ic", value=0.0042, ci=(-0.0113, 0.0197))
SKILL = Skill(verdict="skill", metric="rank_ic", value=0.0342, ci=(0.0113, 0.0597))
UNKNOWN = Skill(verdict="unknown", metric="rank_ic", value=None, ci=None)
HELD = Coverage(level=0.9, share=0.8931, n=4210)
TARGETS = {1: dt.date(2026, 1, 2), 5: dt.date(2026, 1, 8), 20: dt.date(2026, 1, 29)}


@dataclass
class Given:
    """Forecasts with the figures a test names; remembers what it was asked."""

    context: Context
    skill: Skill = NO_SKILL
    coverage: Coverage = HELD
    asked: list[tuple[str, int, dt.date]] = field(default_factory=list[tuple[str, int, dt.date]])

    def forecast(self, security: str, *, horizon: int, as_of: dt.date, language: Language) -> Forecast:
        self.asked.append((security, horizon, as_of))
        if security == HYNIX:
            raise NoData("no_model", market="krx", horizon=horizon, as_of=as_of.isoformat())
        last = bars.last(self.context.documents, security, self.context.clock.now(), 1)
        return Forecast(
            security=security,
            as_of=LAST,
            horizon_days=horizon,
            last_close=last.frame.item(0, "close"),
            basis=last.basis,
            target_date=TARGETS[horizon],
            p_up=0.514,
            expected_return=0.0031,
            interval=Interval(level=0.9, low=-0.0712, high=0.0804),
            realised_coverage=self.coverage,
            skill=self.skill,
            model="lightgbm",
            trained_until=dt.date(2025, 12, 29),
            reasons=("최근 5일 수익률이 시장보다 낮음",),
        )


def looked(context: Context, given: Given, language: Language = "ko", **fields: object) -> Asked:
    asked = {
        "question": "?", "language": language, "kinds": ("outlook",), "specialists": ("outlook",),
        "securities": (SAMSUNG,), "horizon_days": 5,
    }  # fmt: skip
    plan = Plan.model_validate({**asked, **fields})
    return answered(plan, replace(context, forecasts=given, language=language))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("skill", [NO_SKILL, SKILL, UNKNOWN])
def test_every_claim_of_an_outlook_is_carried_by_its_evidence(
    context: Context, language: Language, skill: Skill
):
    found = looked(context, Given(context, skill), language)
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [(one.text, one.reason) for one in claims if not one.supported] == []
    assert len(claims) > 8


def test_a_model_without_skill_is_said_to_have_none_before_anything_else(context: Context):
    text = looked(context, Given(context), "en").draft.text
    assert text.startswith(
        "To say it first: with the models that were tried and the costs of trading counted in, there is no evidence that this one can tell the direction"
    )
    assert "between -7.12% and +8.04% with a probability of 90%" in text
    assert "4,210 intervals of 90%" in text and "89.31% held what happened" in text
    assert "no advice to buy or to sell" in text


def test_only_a_model_with_skill_gives_reasons(context: Context):
    assert "시장보다 낮음" not in looked(context, Given(context)).draft.text
    assert "시장보다 낮음" in looked(context, Given(context, SKILL)).draft.text


def test_the_nearest_horizon_that_models_know_is_taken_and_said(context: Context):
    given = Given(context)
    found = looked(context, given, "en", horizon_days=60)
    assert given.asked == [(SAMSUNG, 20, LAST)]
    assert "20 sessions instead of the 60 asked about" in found.draft.text


def test_without_a_model_the_answer_names_the_command_that_trains_one(context: Context):
    found = looked(context, Given(context), "en", securities=(HYNIX,))
    assert found.draft.status == "no_data"
    assert "stockelper train --market krx" in found.draft.text


def test_nobody_forecasts_an_index(context: Context):
    given = Given(context)
    assert looked(context, given, securities=(KOSPI,)).draft.status == "no_data"
    assert given.asked == []


def test_the_fan_begins_at_the_last_close_and_ends_at_the_interval(context: Context):
    found = looked(context, Given(context))
    (chart,) = found.findings[0].charts
    made = found.findings[0].forecast
    assert chart.kind == "fan" and made is not None
    low, high = chart.series[1].points, chart.series[3].points
    assert low[0] == high[0] == (LAST, made.last_close)
    assert low[-1] == (TARGETS[5], pytest.approx(made.last_close * (1 - 0.0712)))
    assert high[-1] == (TARGETS[5], pytest.approx(made.last_close * (1 + 0.0804)))


@pytest.mark.parametrize(
    ("language", "first"), [("ko", "예측은 20거래일 앞까지만"), ("en", "Forecasts reach 20 sessions")]
)
@pytest.mark.parametrize("security", [SAMSUNG, HYNIX])
def test_a_time_further_out_than_forecasts_reach_is_said_so_first(
    context: Context, language: Language, first: str, security: str
):
    found = looked(context, Given(context), language, securities=(security,), horizon_days=250)
    assert found.draft.text.startswith(first)
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    said = found.draft.text.partition("\n\n")[0]
    claims = verify(said, list(found.evidence.values()), context.resolver, citations=cited)
    assert security == HYNIX or [(one.text, one.reason) for one in claims if not one.supported] == []


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("2027년 전망", True),
        ("where will it be in 2030?", True),
        ("다음 주 전망", False),
        ("2025년 전망", False),
    ],
)
def test_a_year_to_come_lies_beyond_what_forecasts_reach(context: Context, question: str, beyond: bool):
    text = looked(context, Given(context), question=question).draft.text
    assert ("20거래일 앞까지만" in text) == beyond
