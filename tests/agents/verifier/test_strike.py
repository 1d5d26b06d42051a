from agents.verifier import strike, verify
from stockelper.types import Evidence


def test_a_true_answer_stays_as_it_is(figures: list[Evidence]) -> None:
    text = "삼성전자 종가는 119,900원입니다. 1개월 수익률은 19.2%입니다."
    assert strike(text, verify(text, figures)) == (text, 0)


def test_the_sentence_of_a_false_claim_goes_and_the_rest_stays(figures: list[Evidence]) -> None:
    text = "삼성전자 종가는 119,900원입니다. 1개월 수익률은 29.2%입니다. RSI는 62.4입니다."
    kept, struck = strike(text, verify(text, figures))
    assert kept == "삼성전자 종가는 119,900원입니다. RSI는 62.4입니다."
    assert struck == 1


def test_a_heading_with_nothing_left_below_goes_too(figures: list[Evidence]) -> None:
    text = "## 가격\n- 삼성전자 종가: 119,900원\n\n## 수익률\n- 삼성전자 1개월: +29.2%\n"
    kept, _ = strike(text, verify(text, figures))
    assert kept == "## 가격\n- 삼성전자 종가: 119,900원"


def test_a_wrong_citation_costs_its_marker_alone(figures: list[Evidence]) -> None:
    text = "삼성전자 종가는 119,900원입니다 [99]."
    assert strike(text, verify(text, figures)) == ("삼성전자 종가는 119,900원입니다.", 1)


def test_what_is_left_verifies(figures: list[Evidence]) -> None:
    text = "| 종목 | 종가 |\n|---|---|\n| 삼성전자 | 119,900원 |\n| SK하이닉스 | 999,000원 |"
    kept, struck = strike(text, verify(text, figures))
    assert struck >= 1
    assert all(claim.supported for claim in verify(kept, figures))


def test_half_a_quotation_never_stays(figures: list[Evidence]) -> None:
    text = "- “Shares rise. The trade is on. A 73% gain” (x)\n- 삼성전자 종가: 119,900원"
    claims = verify(text, figures)
    assert any(not claim.supported for claim in claims)
    kept, _ = strike(text, claims)
    assert kept == "- 삼성전자 종가: 119,900원"


def test_a_struck_row_leaves_no_empty_line_and_paragraphs_stay_apart(figures: list[Evidence]) -> None:
    text = "다음과 같습니다.\n- 삼성전자 RSI: 62.4\n- 삼성전자 종가: 119,800원\n- SK하이닉스 종가: 651,000원\n\n참고하세요. RSI는 99입니다.\n\n끝."
    kept, _ = strike(text, verify(text, figures))
    assert (
        kept == "다음과 같습니다.\n- 삼성전자 RSI: 62.4\n- SK하이닉스 종가: 651,000원\n\n참고하세요.\n\n끝."
    )
