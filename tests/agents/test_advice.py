"""What a model's text may not say, and what it may report."""

import pytest

from agents.guard import advice


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("삼성전자는 상승 여력이 커 매수를 추천합니다 [1].", "recommendation"),
        ("지금 매수하시는 것이 좋습니다.", "recommendation"),
        ("종가는 71,000원입니다 [1]. 지금이 매수 기회입니다.", "recommendation"),
        ("하이닉스를 사세요.", "recommendation"),
        ("주가가 내렸으니 매도하는 것이 좋겠습니다.", "recommendation"),
        ("증권사가 매수를 추천했으니, 지금 사세요.", "recommendation"),
        ("지금 사도 됩니다.", "recommendation"),
        ("분할 매수를 권해 드립니다.", "recommendation"),
        ("Buy it now, it cannot lose.", "recommendation"),
        ("The close was $180 [1]. You should buy NVIDIA.", "recommendation"),
        ("We recommend buying the shares.", "recommendation"),
        ("NVIDIA is a strong buy.", "recommendation"),
        ("Now is a great time to buy.", "recommendation"),
        ("Analysts recommend the stock, so buy it now.", "recommendation"),
        ("- Sell NVIDIA before earnings.", "recommendation"),
        ("Don't buy this stock.", "recommendation"),
        ("분할로 모아가시면 좋을 것 같네요.", "recommendation"),
        ("이 가격이면 담아볼 만하죠.", "recommendation"),
        ("저라면 지금 삽니다.", "recommendation"),
        ("놓치면 후회할 종목입니다.", "recommendation"),
        ("조금씩 사 두시는 것도 방법입니다.", "recommendation"),
        ("장기로 들고 가면 괜찮겠습니다.", "recommendation"),
        ("I'd buy it here.", "recommendation"),
        ("It might be wise to take profits.", "recommendation"),
        ("NVIDIA looks like an attractive entry point.", "recommendation"),
        ("It is worth picking up at this price.", "recommendation"),
        ("원금이 보장되는 종목입니다.", "promise"),
        ("이 종목은 반드시 오를 것입니다.", "promise"),
        ("연 20% 수익을 보장합니다.", "promise"),
        ("손실을 볼 걱정이 없습니다.", "promise"),
        ("절대 떨어지지 않는 종목입니다.", "promise"),
        ("The stock cannot lose.", "promise"),
        ("It will definitely rise next year.", "promise"),
        ("Returns are guaranteed.", "promise"),
        ("You will double your money.", "promise"),
    ],
)
def test_recommendations_and_promises_are_found(text: str, said: str) -> None:
    assert advice(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자의 종가는 71,000원으로 전 거래일보다 1.2% 올랐습니다 [1].",
        "증권사가 매수 의견을 냈습니다 [1].",
        "거래량이 많으면 변동성이 커질 수 있습니다.",
        "주가 흐름은 지켜볼 만한 변화가 없었습니다.",
        "참고할 만한 사실은 다음과 같습니다 [1].",
        "외국인은 3거래일 동안 주식을 모았습니다 [1].",
        "The company said it would buy back shares [1].",
        "증권사들은 매수를 추천합니다 [1].",
        "키움증권은 목표주가를 올리고 매수를 추천했습니다 [1].",
        "이 답변은 매수 추천이 아닙니다.",
        "특정 종목의 매수를 추천하지 않습니다.",
        "과거 수익률은 미래 수익을 보장하지 않습니다.",
        "원금이 보장되지 않는 상품입니다.",
        "외국인이 순매수하고 기관이 순매도했습니다 [1].",
        "회사는 자사주를 매수하기로 했습니다 [1].",
        "회사는 것이 좋은 실적을 냈다고 밝혔습니다 [1].",
        "절대 금액은 3조 원으로 하락했습니다 [1].",
        "Analysts recommend the stock [1].",
        "Two analysts at Citi recommend buying it [1].",
        "Goldman Sachs reiterated its buy rating [1].",
        "This is not a recommendation.",
        "This is not to be taken as a recommendation to buy.",
        "Past performance does not guarantee future returns.",
        "Berkshire plans to buy more shares [1].",
        "Buy ratings outnumber sell ratings [1].",
        "SK hynix will double its capacity [1].",
        "The risk-free rate is 4% [1].",
        "Shares closed at $180.99, up 1.2% from the previous session [1].",
        "The company bought back shares and would sell its stake [1].",
    ],
)
def test_neutral_sentences_pass(text: str) -> None:
    assert advice(text) is None


def test_a_cited_title_is_not_the_answers_own_word() -> None:
    title = "Buy Nvidia now before it is too late"
    assert advice(f"Reported: “{title}” [1].", (title,)) is None
    assert advice(f"Reported: “{title}” [1].") is not None
    assert advice(f"Reported: “{title}” [1]. You should buy it.", (title,)) == "recommendation"
