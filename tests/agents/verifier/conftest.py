import datetime as dt

import pytest

from stockelper.types import Evidence

SAMSUNG, HYNIX = "KRX:005930", "KRX:000660"
LAST = dt.date(2025, 12, 30)


def figure(
    name: str, kind: str, value: float, unit: str | None, security: str | None = SAMSUNG, **more: object
) -> Evidence:
    return Evidence.model_validate(
        {
            "id": f"{security}:{name}", "kind": kind, "security": security, "name": name, "value": value, "unit": unit,
            "date": LAST, "known_at": "2025-12-30T06:30:00Z", "source": "prices", **more,
        }
    )  # fmt: skip


def news(text: str, id: str = "n1", day: str = "2025-10-30") -> Evidence:
    return Evidence.model_validate(
        {
            "id": id,
            "kind": "article",
            "name": "article",
            "text": text,
            "date": day,
            "known_at": f"{day}T00:00:00Z",
            "source": "news",
        }
    )


MONTH = {"from": "2025-11-30", "to": "2025-12-30"}
QUARTER = {"from": "2025-09-30", "to": "2025-12-30"}


@pytest.fixture
def figures() -> list[Evidence]:
    return [
        figure("close", "price", 119_900, "KRW"),
        figure("previous_close", "price", 118_700, "KRW", date="2025-12-29"),
        figure("return_1d", "return", 0.01011, "fraction"),
        figure("return_1m", "return", 0.1921, "fraction", period=MONTH),
        figure("return_3m", "return", -0.0532, "fraction", period=QUARTER),
        figure("rsi_14", "indicator", 62.41, None),
        figure("sma_20", "indicator", 112_340.5, "KRW"),
        figure("volume", "volume", 12_345_678, "shares"),
        figure("market cap", "fact", 1.2e12, "KRW"),
        figure("close", "price", 651_000, "KRW", HYNIX),
        figure("return_1m", "return", -0.0712, "fraction", HYNIX, period=MONTH),
    ]
