"""What stands in a headline's quotes, or before a verb of making, is a product only where it names one."""

import pytest

from kg.extraction.products import product
from kg.extraction.reading import RuleExtractor
from tests.kg.extraction.stated import A, B, read, relations


@pytest.mark.parametrize(
    "quoted",
    [
        "3위", "톱10", "12년 연속", "5월", "1만대", "업계 최초", "아시아 최대", "화질 4배", "역대급", "CES 2027", "부산 모터쇼",
        "개발자 콘퍼런스", "AI 백서", "배터리 사태", "인력난", "공급 부족", "한판 승부", "총력", "급제동", "특허 논란", "이것",
        "이 제품", "신종자본증권", "역대 최대 영업이익", "반값에 누리는", "47만", "러",
    ],
)  # fmt: skip
def test_ranks_fairs_affairs_and_words_that_point_name_no_product(quoted: str) -> None:
    assert product(f"'{quoted}'") == ""


@pytest.mark.parametrize(
    "quoted",
    [
        "누리온 X7",
        "2027 해오름",
        "바람결 냉장고",
        "달빛페이",
        "30일 적금",
        "해오름",
        "튼튼 건강보험",
        "누리 모니터 M3",
        "미르5",
    ],
)
def test_names_of_products_stay(quoted: str) -> None:
    assert product(f"'{quoted}'") == quoted


@pytest.mark.parametrize(
    "title",
    [
        f"{A}, 전기차 '질주'…올해 10만대 판매 돌파",
        f"{A}, '부산 모터쇼'서 새 세단 공개",
        f"{A}, 6월 생산 올 최대",
        f"{A}, '바람의 길' 영상 조회수 100만 돌파",
        f"가나다페이, {A} 특화 '다달이론' 출시",
        f'{A}, 누리카 생산說에 "정해진 바 없다"',
        f"{A} '배터리난'…5월 글로벌 판매 감소",
    ],
)
def test_a_headline_without_a_product_of_its_own_makes_none(extractor: RuleExtractor, title: str) -> None:
    assert not {one for one in relations(read(extractor, "", title)) if one[:2] == ("MAKES", A)}


@pytest.mark.parametrize(
    ("title", "thing"),
    [
        (f"{A}, '누리온 X7' 출시…가격은 99만원", "누리온 X7"),
        (f"{A}, 세단 ‘해오름’ 공개", "해오름"),
        (f"{A}, {B}와 만든 '달빛북' 출시", "달빛북"),
    ],
)
def test_a_headline_with_a_product_still_makes_it(extractor: RuleExtractor, title: str, thing: str) -> None:
    assert ("MAKES", A, thing) in relations(read(extractor, "", title))
