"""Articles and filings: what they say agrees with the prices, the facts and the truth about them."""

from collections import Counter
from datetime import date, datetime
from typing import get_args

import polars as pl
import pytest

from collectors.practice import tables
from collectors.practice.articles import articles, filings
from collectors.practice.cast import companies
from collectors.practice.market import Market
from collectors.practice.truth import Truth, truths_of
from collectors.practice.wording import won
from stockelper.markets.practice import PRACTICE
from stockelper.types import EventType


@pytest.fixture(scope="module")
def truths(market: Market) -> list[Truth]:
    return truths_of(market)


@pytest.fixture(scope="module")
def news(truths: list[Truth]) -> list[Truth]:
    return [truth for truth in truths if not truth.filing]


def test_every_event_type_occurs_in_both_banks_and_languages(news: list[Truth]) -> None:
    seen = {(truth.bank, truth.language, event.type) for truth in news for event in truth.events}
    wanted = {
        (b, g, t) for b in ("a", "b") for g in ("ko", "en") for t in get_args(EventType) if t != "split"
    }
    assert wanted - seen == set()
    assert "split" in {type_ for _, _, type_ in seen}


def test_the_relation_types_occur(news: list[Truth]) -> None:
    seen = Counter(relation.type for truth in news for relation in truth.relations)
    assert {
        "SUPPLIES", "COMPETES_WITH", "SUBSIDIARY_OF", "HOLDS", "PARTNERS_WITH", "ACQUIRES", "INVESTS_IN",
        "MAKES", "LEADS", "BELONGS_TO", "AFFILIATE_OF",
    } <= set(seen)  # fmt: skip


def test_some_articles_state_nothing(news: list[Truth]) -> None:
    empty = [truth for truth in news if not truth.events and not truth.relations]
    assert 0.1 < len(empty) / len(news) < 0.6
    assert any("부인" in truth.text for truth in empty)
    assert any("검토" in truth.text for truth in empty)


def test_every_name_in_the_truth_stands_in_the_text(truths: list[Truth]) -> None:
    for truth in truths:
        text = f"{truth.title} {truth.text}"
        for relation in truth.relations:
            assert relation.head in text
            assert relation.tail in text
        for event in truth.events:
            assert event.company in text
            assert str(event.slots.get("person", "")) in text
            assert str(event.slots.get("counterparty", "")) in text


def test_every_amount_in_the_truth_is_written_in_the_text(news: list[Truth]) -> None:
    checked = 0
    for truth in news:
        for event in truth.events:
            amount = event.slots.get("amount")
            if isinstance(amount, float) and event.slots.get("currency") == "KRW":
                assert won(amount, truth.language, truth.bank) in f"{truth.title} {truth.text}"
                checked += 1
    assert checked > 500


def test_slots_are_base_units_and_iso_dates(truths: list[Truth]) -> None:
    slots = [(name, value) for truth in truths for e in truth.events for name, value in e.slots.items()]
    assert {name for name, _ in slots} == {
        "amount", "currency", "counterparty", "person", "period", "direction", "ratio", "date",
    }  # fmt: skip
    assert all(date.fromisoformat(str(value)) for name, value in slots if name == "date")
    assert {value for name, value in slots if name == "direction"} == {"up", "down"}


def test_an_article_is_published_before_or_during_the_session_it_moves(market: Market) -> None:
    for text in articles(market.seed, market.stories):
        story = text.story
        assert story.when < text.published
        assert text.published < PRACTICE.close_at(market.days.sessions[story.session]) or text.id.endswith(
            "-2"
        )
        if story.overnight and not text.id.endswith("-2"):
            assert text.published <= PRACTICE.open_at(market.days.sessions[story.session])
        before = market.days.before(story.session)
        assert text.published > PRACTICE.close_at(before)


def test_the_profit_in_an_article_is_the_stored_fact(market: Market, news: list[Truth]) -> None:
    facts = {
        (security, period): value
        for security, period, value in tables.facts(market)
        .filter(pl.col("concept") == "operating_profit")
        .select("security", "period", "value")
        .iter_rows()
    }
    checked = 0
    for truth in news:
        for event in truth.events:
            if event.type == "earnings_surprise" and {"amount", "period"} <= event.slots.keys():
                assert facts[event.company_id, str(event.slots["period"])] == event.slots["amount"]
                checked += 1
    assert checked > 200


def test_a_halt_for_inquiry_is_filed_before_the_open(market: Market) -> None:
    notices = [text for text in filings(market.stories) if text.story.topic == "notice.inquiry"]
    assert len(notices) > 3
    for notice in notices:
        assert market.halts.halted[notice.story.session, notice.story.company]
        assert notice.published < PRACTICE.open_at(market.days.sessions[notice.story.session])
        assert "매매거래정지" in notice.title


def test_a_company_is_bought_once_and_by_a_larger_one(market: Market) -> None:
    bids = [story for story in market.stories if story.topic == "merger_acquisition"]
    targets = [story.partner.id for story in bids if story.partner]
    assert len(bids) == len(targets) == len(set(targets)) > 5


def test_balance_sheets_balance_and_years_are_the_sum_of_their_quarters(market: Market) -> None:
    wide = tables.facts(market).pivot("concept", index=["security", "period"], values="value")
    assert (wide["assets"] == wide["liabilities"] + wide["equity"]).all()
    quarters = wide.with_columns(year=pl.col("period").str.slice(0, 4)).filter(
        pl.col("period").str.contains("Q")
    )
    sums = (
        quarters.group_by("security", "year")
        .agg(pl.col("revenue").sum(), pl.len())
        .filter(pl.col("len") == 4)
    )
    years = wide.filter(pl.col("period").str.ends_with("FY")).with_columns(
        year=pl.col("period").str.slice(0, 4)
    )
    joined = years.join(sums, on=["security", "year"], suffix="_sum")
    assert joined.height == years.height > 100
    assert (joined["revenue"] == joined["revenue_sum"]).all()


def test_facts_and_filings_are_known_together(market: Market) -> None:
    known = {text.id: text.published for text in filings(market.stories)}
    for filing, moment in tables.facts(market).select("filing", "known_at").unique().iter_rows():
        assert known[filing] == moment


def test_dividends_are_announced_before_their_ex_date_and_are_a_plausible_yield(market: Market) -> None:
    paid = tables.actions(market).filter(pl.col("type") == "dividend")
    assert paid.height > 80
    known = paid["known_at"].to_list()
    assert all(moment.date() < ex for moment, ex in zip(known, paid["ex_date"], strict=True))
    bars = (
        tables.bars(market)
        .sort("security", "date")
        .with_columns(before=pl.col("close").shift(1).over("security"))
    )
    share = paid.join(bars, left_on=["security", "ex_date"], right_on=["security", "date"]).select(
        pl.col("amount") / pl.col("before")
    )
    assert share.to_series().is_between(0.004, 0.08).all()


def test_articles_name_the_companies_they_are_filed_under(market: Market) -> None:
    names = {company.id: (company.name.ko, company.name.en) for company in companies()}
    for text in articles(market.seed, market.stories):
        for security in text.companies:
            assert any(name in f"{text.title} {text.text}" for name in names[security])


def test_texts_are_in_their_language_and_complete(news: list[Truth], now: datetime) -> None:
    shares = Counter(truth.language for truth in news)
    assert 0.4 < shares["ko"] / len(news) < 0.8
    for truth in news:
        text = f"{truth.title} {truth.text}"
        assert "{" not in text
        assert any("가" <= letter <= "힣" for letter in text) == (truth.language == "ko")
        assert truth.published <= now
