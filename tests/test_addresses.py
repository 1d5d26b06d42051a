"""Which addresses may be linked, and whose they are."""

import pytest

from stockelper.addresses import host, web_address


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://dart.fss.or.kr/x?a=1", "https://dart.fss.or.kr/x?a=1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//nowhere", None),
        ("http://[", None),
        ("http://[x](y)", None),
        ("https:///path", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, safe: str | None) -> None:
    assert web_address(url) == safe


def test_the_host_is_told_without_its_www() -> None:
    assert host("https://WWW.Example.com:8/a") == "example.com"
    assert host("javascript:alert(1)") is None
    assert host("http://[") is None
    assert host(None) is None
