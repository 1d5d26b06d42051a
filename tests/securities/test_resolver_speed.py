"""Texts of any shape are read in time that grows with their length and no faster."""

import time

import pytest

from stockelper.securities.at import bundled_resolver

SHORT, LONG = 1_000, 8_000
SHAPES = (
    "AAPL ", "$A ", "A-", "SK ", "현대 ", "삼성전자하고", "하이닉스랑", "삼성잔자 ", "가나다라전자 ", "FooBar Inc ",
    "005930 ", "999999 ", "1", "최근 ", "and Apple ", "V and MA, ",
)  # fmt: skip


def seconds(text: str) -> float:
    """The quickest of a few readings, in CPU time."""
    resolver = bundled_resolver()
    taken: list[float] = []
    for _ in range(3):
        started = time.process_time()
        resolver.resolve(text)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("shape", SHAPES)
def test_eight_times_the_text_takes_nowhere_near_sixty_four_times_as_long(shape: str) -> None:
    short = max(seconds(shape * (SHORT // len(shape))), 0.002)
    assert seconds(shape * (LONG // len(shape))) < 24 * short
