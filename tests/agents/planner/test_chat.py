"""Chat as it is typed: slips of the pen, drawn-out letters, second thoughts, words in any order."""

import pytest

from agents.planner.chat import spelled
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("테슬라 오늘 whyyy 빠짐 ㅠㅠ", "테슬라 오늘 why 빠짐"),
        ("코스피 어제왜올랏는지아시는분", "코스피 어제왜올랐는지아시는분"),
        ("씨젠 오늘 머선129", "씨젠 오늘 무슨 일"),
        ("비번 어케 바꿈", "비밀번호 어떻게 바꿈"),
        ("리스크 계산점", "리스크 계산 좀"),
        ("is it a buy lol", "is it a buy"),
        ("n tapestry?", "and tapestry?"),
        ("soooo good", "so good"),
        ("하이닉스 고점", "하이닉스 고점"),
        ("TY stock and N", "TY stock and N"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ"),
    ],
)
def test_slips_and_chat_are_put_into_usual_spelling(written: str, usual: str) -> None:
    assert spelled(written) == usual


@pytest.mark.parametrize(
    ("question", "kinds", "securities"),
    [
        ("미쳤다 와 씨젠 오늘 머선129?? 누가 설명좀", ("explain_move",), ("KRX:096530",)),
        ("빠진 이유가 뭐냐고 도대체... 11월 내내 흘러내린 위메이드", ("explain_move",), ("KRX:112040",)),
        ("코스피 어제왜올랏는지아시는분", ("explain_move",), ()),
        ("상한가 갔던데 2025.10.20 노루페인트 뭔일있었음", ("explain_move",), ("KRX:090350",)),
        ("신고가 갱신한 애들만 모아줘 오늘자", ("screen",), ()),
        ("비번 까먹음 로그인 어케함", ("help",), ()),
        ("카카오톡 비번 까먹음", ("out_of_scope",), ()),
        ("몰빵임 실리콘투 90 F&F 10. 리스크 계산점", ("portfolio",), ("KRX:257720", "KRX:383220")),
        ("bruh why is norwegian cruise line tanking today", ("explain_move",), ("US:NCLH",)),
        ("anything in the papers about dollar tree lately", ("news",), ("US:DLTR",)),
        ("FMC... no wait, Mosaic. news. november.", ("news",), ("US:MOS",)),
        ("삼전 아니 하이닉스 주가", ("quote",), ("KRX:000660",)),
        ("bag holding first solar, cut or keep", ("outlook",), ("US:FSLR",)),
        ("Doosan Enerbility juga alryeojwo", ("quote",), ("KRX:034020",)),
        ("yo whats up with intel", ("news",), ("US:INTC",)),
    ],
)
def test_chat_is_planned_as_what_it_asks(
    asking: Planner, question: str, kinds: tuple[str, ...], securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == (kinds, securities)


def test_a_name_alone_goes_on_with_the_turn_before(asking: Planner) -> None:
    first = asking("ralph lauren dividend yield")
    second = asking("n tapestry?", [first])
    third = asking("which of the two pays the bigger dividend yield", [first, second])
    assert (second.kinds, second.securities) == (("fundamentals",), ("US:TPR",))
    assert (third.kinds, third.securities) == (("compare",), ("US:RL", "US:TPR"))


def test_christmas_eve_is_the_day_before_and_sessions_ahead_are_counted(asking: Planner) -> None:
    window = asking("크리스마스이브 종가 / 원익IPS").window
    assert window is not None
    assert str(window.to) == "2025-12-24"
    assert asking("gimme a forecast, 20 trading days, Zebra no actually Keysight").horizon_days == 20
