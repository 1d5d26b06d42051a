import datetime as dt

import pytest

from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import HYNIX, LAST, SAMSUNG, Ask, article, put, window


def at(day: int, hour: int = 3) -> dt.datetime:
    return dt.datetime(2025, 12, day, hour, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def articles(documents: SqliteDocuments) -> None:
    put(documents, "articles", [
        article("a", "삼성전자 반도체 수출 증가", at(22), [SAMSUNG], "수출이 늘었다. 다음 문장은 인용하지 않는다."),
        article("b", "삼성전자, 반도체 수출 증가!", at(22, 5), [SAMSUNG]),
        article("c", "삼성전자 노조 파업 예고", at(26), [SAMSUNG]),
        article("d", "하이닉스 증설 발표", at(29), [HYNIX]),
        article("late", "삼성전자 내일의 소식", dt.datetime(2025, 12, 31, 3, tzinfo=dt.UTC), [SAMSUNG]),
        article("free", "네이버 새 서비스 공개", at(28)),
    ])  # fmt: skip


def titles(draft_text: str) -> list[str]:
    return [line.split("“")[1].split("”")[0] for line in draft_text.splitlines() if "“" in line]


def test_news_of_a_company_comes_newest_first_and_doubles_once(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), securities=(SAMSUNG,))
    assert titles(asked.draft.text) == ["삼성전자 노조 파업 예고", "삼성전자, 반도체 수출 증가!"]


def test_nothing_published_after_the_clock_is_read(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), securities=(SAMSUNG,), at=dt.date(2025, 12, 25))
    assert titles(asked.draft.text) == ["삼성전자, 반도체 수출 증가!"]
    assert all(item.known_at <= at(26) for item in asked.evidence.values())


def test_a_two_syllable_word_narrows_the_news(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), securities=(SAMSUNG,), words=("파업",))
    assert titles(asked.draft.text) == ["삼성전자 노조 파업 예고"]


def test_a_topic_is_found_without_a_company(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), words=("증설",))
    assert titles(asked.draft.text) == ["하이닉스 증설 발표"]


def test_an_article_that_is_linked_to_nobody_is_found_by_the_name_in_its_title(
    ask: Ask, documents: SqliteDocuments
):
    put(documents, "articles", [article("cj", "CJ대한통운 물류 투자", at(27))])
    asked = ask(kinds=("news",), specialists=("news",), securities=("KRX:000120",))
    assert titles(asked.draft.text) == ["CJ대한통운 물류 투자"]


def test_each_article_is_a_source_of_its_own_with_address_publisher_and_date(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), securities=(HYNIX,))
    (citation,) = asked.draft.citations
    assert (citation.title, citation.url, citation.source) == (
        "하이닉스 증설 발표", "https://news.test/d", "Test Times",
    )  # fmt: skip
    (item,) = asked.evidence.values()
    assert (item.kind, item.date, item.known_at) == ("article", dt.date(2025, 12, 29), at(29))


def test_a_window_without_news_names_the_newest_there_is(ask: Ask):
    quiet = window(dt.date(2025, 12, 1), dt.date(2025, 12, 5))
    asked = ask(kinds=("news",), specialists=("news",), securities=(HYNIX,), window=quiet, at=LAST)
    assert asked.draft.status == "partial"
    assert "이 기간에 저장된 SK하이닉스 관련 소식은 없으며" in asked.draft.text
    assert "2025년 12월 29일" in asked.draft.text


def test_no_news_at_all_is_no_data_with_the_commands(ask: Ask):
    asked = ask(kinds=("news",), specialists=("news",), securities=("KRX:051910",))
    assert asked.draft.status == "no_data"
    assert "stockelper import" in asked.draft.text


def test_old_news_of_a_time_that_is_over_is_what_was_asked_for(ask: Ask):
    later = dt.date(2026, 3, 2)
    december = window(dt.date(2025, 12, 1), dt.date(2025, 12, 31), label="2025-12")
    past = ask(kinds=("news",), specialists=("news",), securities=(SAMSUNG,), window=december, at=later)
    assert "news_old" not in {note.code for note in past.draft.notes}
    newest = ask(kinds=("news",), specialists=("news",), securities=(SAMSUNG,), at=later)
    assert "news_old" in {note.code for note in newest.draft.notes}


def test_a_name_that_ends_like_another_is_not_that_company(ask: Ask, documents: SqliteDocuments):
    energy = "KRX:373220"
    put(documents, "articles", [
        article("x", "한미 태양광 동맹에 현대엔솔 급등", at(28), [energy]),
        article("y", "LG엔솔, 북미 공장 증설", at(27), [energy]),
        article("z", "현대엔솔 오르고 엔솔 내리고", at(26), [energy]),
    ])  # fmt: skip
    asked = ask(kinds=("news",), specialists=("news",), securities=(energy,))
    assert titles(asked.draft.text) == ["LG엔솔, 북미 공장 증설", "현대엔솔 오르고 엔솔 내리고"]
