"""Credentials in addresses: out before storing, starred out before showing, everything else as it stands."""

from urllib.parse import quote

import pytest

from stockelper.credentials import redacted, without_credentials

SECRET = "S3cretS3cretS3cret9"
PARAMETERS = [
    "api_key", "apikey", "apiKey", "API-KEY", "crtfc_key", "serviceKey", "ServiceKey", "token", "access_token",
    "authToken", "auth", "authkey", "appkey", "appsecret", "client_secret", "password", "passwd", "pwd", "sig",
    "signature", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token", "AWSAccessKeyId", "subscription-key",
    "sessionid", "PHPSESSIONID", "jwt", "key", "session", "registrationkey", "id_token",
]  # fmt: skip


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_that_is_a_credential_goes_and_the_others_stay(name: str) -> None:
    for address in (
        f"https://news.example.com/a?{name}={SECRET}&id=7",
        f"https://news.example.com/a?id=7&{name}={SECRET}",
    ):
        assert without_credentials(address) == "https://news.example.com/a?id=7"
        told = redacted(f"no answer from {address} (again)")
        assert SECRET not in told
        assert f"{name}=***" in told
        assert "id=7" in told


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        (f"https://ann:{SECRET}@news.example.com/a", "https://news.example.com/a"),
        (f"https://{SECRET}@news.example.com:8443/a?b=1", "https://news.example.com:8443/a?b=1"),
        (f"https://ann:p@{SECRET}@news.example.com/a", "https://news.example.com/a"),
        (f"https://news.example.com/a#access_token={SECRET}", "https://news.example.com/a"),
        (f"https://news.example.com/a;jsessionid={SECRET}?b=1", "https://news.example.com/a?b=1"),
        (f"https://news.example.com/a?api%5Fkey={SECRET}", "https://news.example.com/a"),
        (f"https://news.example.com/a?x=1&amp;token={SECRET}", "https://news.example.com/a?x=1"),
    ],
)
def test_users_fragments_and_escaped_names_are_credentials_too(address: str, plain: str) -> None:
    assert without_credentials(address) == plain
    assert SECRET not in redacted(f'{{"url": "{address}"}}')


@pytest.mark.parametrize(
    "address",
    [
        "https://medium.com/@ann/a-title",
        "https://news.example.com/read?key=20250102001",
        "https://news.example.com/read?key=A20250102001",
        "https://tv.example.com/live?session=morning&code=005930",
        "https://news.example.com/go?to=https%3A%2F%2Fblog.example.com%2F%40ann%3Fid%3D7",
        "https://n.news.naver.com/article/001/0012345678?sid=101",
        "https://news.example.com/?q=token+economy&author=kim&idxno=1&keyword=auth",
        "https://dart.fss.or.kr/dsaf001/main.do?rcpNo=20250102000001",
        "https://news.example.com/a;b=1?c=;d#e",
        "mailto:ann@example.com",
        "a text that asks what a token = coin is",
        "not an address at all",
        "https://[broken/",
        "https://news.example.com/a?x=%20%3D",
    ],
)
def test_what_is_no_credential_stays_to_the_letter(address: str) -> None:
    assert without_credentials(address) == address
    assert redacted(address) == address


def test_stars_stay_stars() -> None:
    once = redacted(f"mongodb://ann:{SECRET}@db.example/x?authSource=admin&token={SECRET}")
    assert redacted(once) == once
    assert redacted("mongodb://ann:***@db.example/x") == "mongodb://ann:***@db.example/x"


@pytest.mark.parametrize("escaped", [0, 1, 2])
@pytest.mark.parametrize(
    ("inner", "plain"),
    [
        (f"https://ann:{SECRET}@b.example.com/p", "https://b.example.com/p"),
        (f"https://{SECRET}@b.example.com", "https://b.example.com"),
        (f"https://b.example.com/p?token={SECRET}", "https://b.example.com/p"),
        (f"https://b.example.com/p?a=1&api_key={SECRET}", "https://b.example.com/p?a=1"),
    ],
)
def test_an_address_inside_an_address_loses_its_credentials_too(inner: str, plain: str, escaped: int) -> None:
    held = inner.replace("&", "%26")
    for _ in range(escaped):
        held = quote(inner if held.startswith("https://") else held, safe="")
    address = f"https://news.example.com/go?id=7&redirect={held}"
    assert SECRET not in redacted(address)
    cleaned = without_credentials(address)
    assert SECRET not in cleaned
    if escaped:
        assert cleaned == f"https://news.example.com/go?id=7&redirect={quote(plain, safe='')}"
