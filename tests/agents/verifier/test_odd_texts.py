"""Texts that nobody would write are checked all the same, and in time."""

import math
import time

import pytest

from agents.verifier import verify
from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize("text", ["9" * 1_000, "1." + "0" * 1_000, "1" * 400 + "조 원", "," * 500])
def test_a_thousand_digits_are_a_claim_that_nothing_carries_and_no_crash(text: str) -> None:
    claims = verify(f"삼성전자 {text}", [], bundled_resolver())
    numbers = [claim for claim in claims if claim.kind != "name"]
    assert not any(claim.supported for claim in numbers)
    assert all(math.isfinite(claim.value) for claim in numbers if isinstance(claim.value, float))


@pytest.mark.parametrize(
    "shape", ["1/", "( 0", "below 10 ", "4111 1111 ", "상승 3.2% ", "삼성전자 12,345원 어제 "]
)
def test_a_sentence_without_end_is_checked_in_parts(shape: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        verify(shape * (length // len(shape)), [], bundled_resolver())
        return time.process_time() - started

    seconds(100)
    assert seconds(6_000) < 16 * max(seconds(1_000), 0.02)


def test_thousands_of_numbers_in_one_sentence_are_not_tried_as_results_of_each_other() -> None:
    started = time.process_time()
    verify("1/" * 8_192, [], bundled_resolver())
    assert time.process_time() - started < 5
