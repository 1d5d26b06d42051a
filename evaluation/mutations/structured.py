"""True answers over structured evidence, in the styles in which people and models write."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from evaluation.mutations.sample import Sample, marked
from stockelper.types import Evidence, Language

COMPANIES: tuple[tuple[str, str, str, str], ...] = (
    ("KRX:005930", "삼성전자", "Samsung Electronics", "KRW"),
    ("KRX:000660", "SK하이닉스", "SK hynix", "KRW"),
    ("KRX:066570", "LG전자", "LG Electronics", "KRW"),
    ("KRX:035420", "NAVER", "NAVER", "KRW"),
    ("KRX:051910", "LG화학", "LG Chem", "KRW"),
    ("KRX:005380", "현대차", "Hyundai Motor", "KRW"),
    ("US:NVDA", "엔비디아", "NVIDIA", "USD"),
    ("US:AAPL", "애플", "Apple", "USD"),
    ("US:MSFT", "마이크로소프트", "Microsoft", "USD"),
    ("US:TSLA", "테슬라", "Tesla", "USD"),
    ("US:INTC", "인텔", "Intel", "USD"),
    ("US:AMD", "AMD", "AMD", "USD"),
)
"""Id, Korean and English name, currency: plain facts of the listings."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Quote:
    """The figures of one company on one day."""

    security: str
    ko: str
    en: str
    currency: str
    day: dt.date
    close: float
    before: float
    returns: dict[str, float]
    rsi: float
    average: float
    high: float
    volume: int
    volatility: float


def _price(random: Random, currency: str) -> float:
    return (
        float(random.randrange(20_000, 900_000, 100))
        if currency == "KRW"
        else round(random.uniform(15, 900), 2)
    )


def quote(random: Random, company: tuple[str, str, str, str], day: dt.date) -> Quote:
    """Random figures that hang together."""
    close = _price(random, company[3])
    step = random.choice((-1, 1)) * random.uniform(0.004, 0.06)
    before = round(close / (1 + step) / 100) * 100.0 if company[3] == "KRW" else round(close / (1 + step), 2)
    returns = {
        label: round(random.choice((-1, 1)) * random.uniform(0.012, 0.4), 6) for label in ("1m", "3m", "6m")
    }
    return Quote(
        *company, day, close, before, returns, round(random.uniform(22, 78), 4), round(close * random.uniform(0.8, 1.2), 2),
        round(close * random.uniform(1.02, 1.6), 2 if company[3] == "USD" else -2), random.randrange(200_000, 40_000_000),
        round(random.uniform(0.15, 0.7), 6),
    )  # fmt: skip


def _item(q: Quote, name: str, kind: str, value: float, unit: str, days: int = 0) -> Evidence:
    period = {"from": q.day - dt.timedelta(days=days), "to": q.day} if days else None
    return Evidence.model_validate(
        {
            "id": f"{kind}:{q.security}:{q.day}:{name}", "kind": kind, "security": q.security, "name": name, "value": value,
            "unit": unit, "currency": q.currency if unit == q.currency else None, "date": q.day, "period": period,
            "known_at": dt.datetime.combine(q.day, dt.time(6, 30), dt.UTC), "source": "prices",
        }
    )  # fmt: skip


def evidence_of(q: Quote) -> list[Evidence]:
    """The evidence that carries every figure of a quote."""
    days = {"1m": 30, "3m": 91, "6m": 182}
    return [
        _item(q, "close", "price", q.close, q.currency),
        _item(q, "previous_close", "price", q.before, q.currency).model_copy(
            update={"date": q.day - dt.timedelta(days=1)}
        ),
        _item(q, "return_1d", "return", q.close / q.before - 1, "fraction"),
        *(
            _item(q, f"return_{label}", "return", value, "fraction", days[label])
            for label, value in q.returns.items()
        ),
        _item(q, "rsi_14", "indicator", q.rsi, "index"),
        _item(q, "sma_20", "indicator", q.average, q.currency),
        _item(q, "high_52w", "price", q.high, q.currency),
        _item(q, "volume", "volume", q.volume, "shares"),
        _item(q, "volatility_20d", "indicator", q.volatility, "fraction"),
    ]


def money(value: float, currency: str, language: Language) -> str:
    """A price as printed."""
    if currency == "KRW":
        return f"{round(value):,}원" if language == "ko" else f"₩{round(value):,}"
    return f"{value:,.2f}달러" if language == "ko" else f"${value:,.2f}"


def _day(day: dt.date, language: Language) -> str:
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def slots(q: Quote, language: Language, prefix: str) -> dict[str, str]:
    """Everything that a template may print of a quote."""
    day_return = q.close / q.before - 1
    values: dict[str, str] = {
        "name": q.ko if language == "ko" else q.en, "close": money(q.close, q.currency, language),
        "before": money(q.before, q.currency, language), "day": _day(q.day, language), "iso": q.day.isoformat(),
        "high": money(q.high, q.currency, language), "average": money(q.average, q.currency, language),
        "rsi": f"{q.rsi:.1f}", "volume": f"{q.volume:,}", "man": f"{q.volume / 1e4:,.0f}만", "mil": f"{q.volume / 1e6:.2f}",
        "vol": f"{q.volatility * 100:.1f}", "d": f"{abs(day_return) * 100:.2f}", "sd": f"{day_return * 100:+.2f}",
        "over": _over(q, language), "md": f"{q.day.month}월 {q.day.day}일" if language == "ko" else f"{_MONTHS[q.day.month - 1]} {q.day.day}",
        "step": money(abs(q.close - q.before), q.currency, language), "gap": f"{abs(q.high / q.close - 1) * 100:.1f}",
        "plus": "+" if day_return > 0 else "-",
    }  # fmt: skip
    for label, value in {"d": day_return, **q.returns}.items():
        up = value > 0
        values |= {f"r{label}": f"{abs(value) * 100:.1f}", f"s{label}": f"{value * 100:+.1f}"}
        words = (
            ("상승", "하락", "올랐", "내렸", "오른", "내린")
            if language == "ko"
            else ("rose", "fell", "up", "down", "gained", "lost")
        )
        for i, slot in enumerate(("w", "v", "a")):
            values[f"{slot}{label}"] = words[2 * i + (0 if up else 1)]
    return {f"{prefix}{name}": value for name, value in values.items()}


def _over(q: Quote, language: Language) -> str:
    if language == "ko":
        return "웃돌" if q.close > q.average else "밑돌"
    return "above" if q.close > q.average else "below"


def samples(styles: dict[Language, tuple[str, ...]], count: int, seed: int) -> list[Sample]:
    """`count` answers, the styles and languages in turn."""
    random = Random(seed)
    made: list[Sample] = []
    pairs: list[tuple[Language, int, str]] = [
        (language, i, style) for language, texts in styles.items() for i, style in enumerate(texts)
    ]
    for number in range(count):
        language, index, style = pairs[number % len(pairs)]
        day = dt.date(2025, 1, 6) + dt.timedelta(days=random.randrange(0, 350))
        chosen = random.sample(COMPANIES, 3)
        quotes = [quote(random, company, day) for company in chosen]
        fields = slots(quotes[0], language, "") | slots(quotes[1], language, "b_")
        text, spans = marked(style.format(**fields))
        evidence = tuple(item for q in quotes for item in evidence_of(q))
        every = [q.ko if language == "ko" else q.en for q in quotes] + [
            ("카카오", "Amazon")[language == "en"]
        ]
        others = dict.fromkeys(every[:2], every)
        made.append(Sample(f"{language}.{index}", language, text, evidence, spans, False, others))
    return made
