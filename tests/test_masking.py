"""What is personal or secret is starred out; figures stay as they are."""

import pytest

from stockelper.masking import MASK, masked


@pytest.mark.parametrize(
    "secret",
    [
        "kim.minsu+stock@example.co.kr",
        "010-1234-5678",
        "01012345678",
        "02-123-4567",
        "+82 10-1234-5678",
        "(212) 555-1234",
        "4111-1111-1111-1111",
        "4111111111111111",
        "900101-1234567",
        "sk-proj-abcdefgh12345678",
        "pk-lf-12345678-abcd",
        "123-45-6789",
        "DE89370400440532013000",
        "GB82 WEST 1234 5698 7654 32",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    ],
)
def test_personal_data_and_keys_are_starred_out(secret: str) -> None:
    for text in ("{}", "문의는 {} 로", "a {}, b", "번호{}입니다", '{{"x": "{}"}}'):
        assert secret not in masked(text.format(secret))
        assert masked(text.format(secret)) == text.format(MASK)


def test_passwords_in_addresses_and_assignments_are_starred_out() -> None:
    assert masked("mongodb://user:hunter22@host/db") == f"mongodb://{MASK}@host/db"
    assert "hunter22" not in masked("password=hunter22")
    assert "Hunter22" not in masked("pw=Hunter22 AAPL price")
    assert "wJalrXUtnFEMI" not in masked("aws_secret_access_key=wJalrXUtnFEMI")
    assert "abcd1234" not in masked('{"api_key": "abcd1234"}')
    assert "abcdefghijkl" not in masked("Authorization: Bearer abcdefghijkl")


def test_a_password_that_is_told_in_passing_is_starred_out() -> None:
    for text in (
        "my password hunter2, price of Apple?",
        "비밀번호는 qwerty123! 야",
        "the password is hunter2",
    ):
        assert "hunter2" not in masked(text)
        assert "qwerty123" not in masked(text)
    for text in ("how do I change a password today", "비밀번호 바꾸는 법", "password 주가"):
        assert masked(text) == text


def test_configured_secrets_are_starred_out_wherever_they_stand() -> None:
    assert masked("x my-own-secret y", ["my-own-secret"]) == f"x {MASK} y"
    assert masked("short ab", ["ab"]) == "short ab"


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-30 119,900원, 시가총액 1234567890123456원",
        "price:KRX:005930:2025-12-30:close",
        "2025년 12월 30일 19746349.0 0.0123456789012345",
        "2025-12-01 2025-12-30 005930 000660",
        "토큰 경제와 key rate, secretary",
        "거래량 12 345 678 주",
    ],
)
def test_figures_dates_and_ids_stay(text: str) -> None:
    assert masked(text) == text


def test_a_long_text_is_masked_in_time_that_grows_with_its_length() -> None:
    assert masked("a" * 200_000) == "a" * 200_000
    assert masked("1 " * 100_000) == "1 " * 100_000
