"""Companies that are meant by other words than their names: several at once, makers of brands, short names in lists."""

import re
import tomllib
from importlib.resources import files

import pytest

from agents.planner.chat import spelled
from agents.planner.mentions import named
from stockelper.securities.at import bundled_resolver
from stockelper.securities.listing import bundled


def found(text: str) -> set[str]:
    return set(named(text, bundled_resolver()).securities)


def data(name: str) -> dict[str, object]:
    return tomllib.loads(files("agents.planner").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["baskets", "brands", "peers"])
def test_every_company_of_the_tables_is_listed(name: str) -> None:
    text = files("agents.planner").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    ids = set(re.findall(r"(?:KRX:[0-9A-Z]{6}|US:[A-Z.]+)", text))
    assert len(ids) > 40
    assert {one for one in ids if one not in bundled()} == set()


def test_a_brand_is_one_companys() -> None:
    brands = data("brands")["brands"]
    assert isinstance(brands, dict)
    names = [name for listed in brands.values() for name in str(listed).lower().split("|")]
    assert len(names) > 600
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "count", "one"),
    [
        ("매그니피센트 7 올해 수익률", 7, "US:NVDA"),
        ("the Magnificent Seven year to date", 7, "US:META"),
        ("4대 금융지주 배당 비교", 4, "KRX:105560"),
        ("통신 3사 실적", 3, "KRX:032640"),
        ("엔터 4사 주가", 4, "KRX:041510"),
        ("조선 빅3 수주잔고", 3, "KRX:042660"),
        ("게임 3N 실적", 3, "KRX:036570"),
        ("FAANG over five years", 5, "US:NFLX"),
        ("how did the big four US banks do", 4, "US:WFC"),
        ("the memory makers this quarter", 3, "US:MU"),
        ("네카오 얼마나 올랐나", 2, "KRX:035720"),
    ],
)
def test_a_name_of_several_stands_for_its_members(text: str, count: int, one: str) -> None:
    assert one in found(text)
    assert len(found(text)) == count


@pytest.mark.parametrize(
    "text", ["엔터 4분기 실적 시즌", "방산주 3분기 전망", "빅3 병원", "게임 3시간 했다", "통신 3개월 무료"]
)
def test_a_count_of_something_else_is_no_basket(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("새우깡 만드는 집 요즘 주가 어때", {"KRX:004370"}),
        ("위고비 만드는 덴마크 제약사 왜 빠졌어", {"US:NVO"}),
        ("리니지 회사 실적", {"KRX:036570"}),
        ("카톡 만드는 회사 그거 지금 얼마니", {"KRX:035720"}),
        ("불닭볶음면 파는 곳 주가", {"KRX:003230"}),
        ("블랙핑크 소속사 주가", {"KRX:122870"}),
        ("백종원 아저씨네 회사 뉴스", {"KRX:475560"}),
        ("손정의가 가진 반도체 설계회사 실적", {"US:ARM"}),
        ("버핏 회사 B주 얼마", {"US:BRK.B"}),
        ("is the company behind Ozempic a buy", {"US:NVO"}),
        ("the maker of Oreos, dividend?", {"US:MDLZ"}),
        ("who makes Botox and how is the stock", {"US:ABBV"}),
        ("Roomy margins at the Barbie maker?", {"US:MAT"}),
        ("Zuckerberg's company earnings", {"US:META"}),
    ],
)
def test_a_brand_beside_its_maker_is_the_company(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "새우깡 맛있어?",
        "위고비 부작용 알려줘",
        "아이폰 배터리 교체 비용",
        "how do i play lineage",
        "is ozempic safe",
        "카톡 안 돼요",
    ],
)
def test_a_product_by_itself_is_no_company(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("국민 신한 우리 금융지주 배당", {"KRX:105560", "KRX:055550", "KRX:316140"}),
        ("제주 진에어 티웨이 부채", {"KRX:089590", "KRX:272450", "KRX:091810"}),
        ("대한 진에어 제주 빚 적은 순", {"KRX:003490", "KRX:272450", "KRX:089590"}),
        ("농심 삼양 오뚜기 시총", {"KRX:004370", "KRX:003230", "KRX:007310"}),
        ("BNK, JB and iM by ROE", {"KRX:138930", "KRX:175330", "KRX:139130"}),
        ("between bofa wells n citi who has the fattest margin", {"US:BAC", "US:WFC", "US:C"}),
        ("Amorepacific with LG of the cosmetics", {"KRX:090430", "KRX:051900"}),
        ("did samsung get its hbm approved and what about hynix", {"KRX:005930", "KRX:000660"}),
        ("삼성 반도체 전망", {"KRX:005930"}),
        ("불닭 라이벌, 삼양 기준으로", {"KRX:003230"}),
        ("우버 쪽이 리프트보다 마진이 좋은지", {"US:UBER", "US:LYFT"}),
        ("is wendys actually growing faster than mcdonalds", {"US:WEN", "US:MCD"}),
    ],
)
def test_neighbours_tell_short_names(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text", ["우리 하나 되어", "제주 부산 날씨", "국민 하나하나", "대한 국민 여러분", "united american flags"]
)
def test_short_words_alone_stay_words(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("삼전 본주하고 우선주 괴리", {"KRX:005930", "KRX:005935"}),
        ("현대차 우선주랑 보통주 배당 차이", {"KRX:005380", "KRX:005385"}),
        ("Samsung Electronics common vs preferred", {"KRX:005930", "KRX:005935"}),
        ("LG화학 우선주 배당", {"KRX:051915"}),
    ],
)
def test_both_shares_of_a_company(text: str, ids: set[str]) -> None:
    assert found(text) == ids


def test_a_funds_ticker_is_no_drawn_out_word() -> None:
    assert spelled("TQQQ or QQQ, whyyy") == "TQQQ or QQQ, why"
