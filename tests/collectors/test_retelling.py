"""Articles from several feeds: one row each, companies joined, stories that are told again linked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from collectors.html_text import plain
from collectors.press import Told, articles
from collectors.retelling import retold_articles
from stockelper.securities.at import bundled_resolver
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
FIRST = Told(
    "삼성전자, 미국 테일러 공장에 반도체 장비 반입 시작",
    "https://a.example/1?utm_source=x",
    "가신문",
    NOW - timedelta(hours=5),
)


def stored(documents: Documents, *told: Told) -> dict[str, dict[str, object]]:
    parsed = articles(told, resolver=bundled_resolver(), fetched=NOW, part="feed")
    documents.upsert(ARTICLES.name, retold_articles(documents, parsed.frames["articles"]), recorded_at=NOW)
    return {row["article"]: row for row in documents.read(ARTICLES.name).iter_rows(named=True)}


@pytest.mark.parametrize(
    ("snippet", "text"),
    [
        ("'볼륨' <b>아이유</b> &quot;코인&quot;", "'볼륨' 아이유 \"코인\""),
        ("<p>one</p><p>two &amp;amp; three</p>", "one two & three"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;safe", "safe"),
        ("<style>p{}</style><img src=x onerror=alert(1)>left<!-- not -->", "left"),
        ("profit < loss, 3 > 2", "profit < loss, 3 > 2"),
    ],
)
def test_a_snippet_keeps_its_words_and_loses_its_markup(snippet: str, text: str) -> None:
    assert plain(snippet) == text


def test_one_article_in_two_feeds_is_one_row_with_the_first_one_s_words(store: Documents) -> None:
    other = replace(
        FIRST, title="Another dress", url="http://a.example/1/", publisher="Aggregator", text="More.",
        securities=("US:NVDA",), published=NOW,
    )  # fmt: skip
    stored(store, FIRST)
    (row,) = stored(store, other).values()
    assert (row["title"], row["source"], row["text"]) == (FIRST.title, "가신문", "More.")
    assert row["securities"] == ["KRX:005930", "US:NVDA"]
    assert (row["published"], row["language"]) == (FIRST.published, "ko")
    assert stored(store, FIRST)[str(row["article"])] == row


@pytest.mark.parametrize(
    ("title", "hours", "links"),
    [
        ("삼성전자, 미국 테일러 공장에 반도체 장비 반입을 시작", 2, True),
        ("[속보] 삼성전자, 미국 테일러 공장에 반도체 장비 반입 시작…", 40, True),
        ("삼성전자, 미국 테일러 공장에 반도체 장비 반입 시작", 24 * 5, False),
        ("삼성전자, 미국 테일러 2공장에 반도체 장비 반입 시작", 2, False),
        ("SK하이닉스, 청주 공장 증설에 20조 투자", 2, False),
    ],
)
def test_a_story_that_is_told_again_is_linked_to_the_first(
    title: str, hours: int, links: bool, store: Documents
) -> None:
    first = replace(FIRST, published=NOW - timedelta(hours=5 + hours))
    again = replace(FIRST, title=title, url="https://b.example/2")
    rows = stored(store, first)
    rows = stored(store, again)
    assert rows["https://b.example/2"]["duplicate_of"] == ("https://a.example/1" if links else None)
    assert rows["https://a.example/1"]["duplicate_of"] is None


def test_what_lies_in_the_future_or_has_no_title_is_refused() -> None:
    told = [replace(FIRST, published=NOW + timedelta(hours=1)), replace(FIRST, title="<br>")]
    parsed = articles(told, resolver=bundled_resolver(), fetched=NOW, part="feed")
    assert parsed.frames["articles"].is_empty()
    assert [one.reason for one in parsed.refused] == ["future_date", "missing_value"]


def test_an_article_without_a_time_counts_from_when_it_was_first_seen(store: Documents) -> None:
    (row,) = stored(store, replace(FIRST, published=None)).values()
    assert (row["published"], row["known_at"]) == (NOW, NOW)
    assert isinstance(store.read(ARTICLES.name), pl.DataFrame)
