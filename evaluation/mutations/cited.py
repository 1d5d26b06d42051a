"""True answers that restate cited news in other words: the text is the only evidence."""

import datetime as dt
from collections.abc import Callable
from random import Random

from evaluation.mutations.sample import Sample, marked
from evaluation.mutations.structured import COMPANIES
from stockelper.types import Evidence, Language

_PEOPLE_KO = ("김도윤", "박서연", "이준호", "최민지", "정하늘", "한지우")
_PEOPLE_EN = (
    "Dana Whitfield",
    "Marcus Oyelaran",
    "Priya Raman",
    "Elena Kovacs",
    "Tom Becker",
    "Grace Lindqvist",
)
Fields = dict[str, str]

KOREAN: tuple[tuple[str, str], ...] = (
    (
        "{A}, {q}분기 영업이익 {jo}조{eok}억원…전년比 {p}%{ar}",
        "<company:{A}>의 <date:{q}분기> 영업이익은 <number:{jo}조 {eokc}억원>으로 전년 동기 대비 <percent:{p}%> <direction:{w}>했습니다 [1].",
    ),
    (
        "{A}는 {y}년 {q}분기 매출이 {m}조원을 기록했다고 {mo}월 {d}일 공시했다. 이는 전 분기 대비 {p}% {w}한 수치다. {who} {A} 최고재무책임자는 \"수요가 이어질 것\"이라고 말했다.",
        "- <date:{mo}월 {d}일> 공시에 따르면 **<company:{A}>**의 <date:{y}년 {q}분기> 매출은 <number:{m}조 원>입니다.\n- 전 분기와 비교하면 <percent:{p}%> <direction:{w}>했습니다.\n- <name:{who}> 최고재무책임자는 수요가 이어질 것이라고 했습니다.",
    ),
    (
        "[특징주] {A}, 장 초반 {p}%대 {w}... {B}도 {p2}% {w2}\n{mo}일 유가증권시장에서 {A}는 전 거래일 대비 {p}.1% {w}한 {won}원에 거래됐다. 같은 시간 {B}는 {p2}% {w2}했다.",
        "<company:{A}> 주가는 전 거래일보다 <percent:{p}.1%> <direction:{w}>한 <number:{won}원>에 거래됐고, <company:{B}>는 <percent:{p2}%> <direction:{w2}>했습니다.",
    ),
    (
        "{A}가 {B}와 {eok}억원 규모의 장비 공급 계약을 체결했다. 계약 기간은 {y}년 {mo}월 {d}일까지다. 이번 계약 금액은 최근 매출액의 {p}%에 해당한다.",
        "<company:{A}>는 <company:{B}>와 <number:{eokc}억 원> 규모의 장비 공급 계약을 맺었으며, 이는 최근 매출액의 <percent:{p}%> 수준입니다. 계약은 <date:{y}년 {mo}월 {d}일>까지입니다.",
    ),
    (
        "{who} 연구원은 {A}의 목표주가를 기존 {low}원에서 {won}원으로 상향했다. {q}분기 영업이익은 {eok}억원으로 시장 기대치를 {p}% 웃돌 것으로 전망했다.",
        "<name:{who}> 연구원은 <company:{A}> 목표주가를 <number:{low}원>에서 <number:{won}원>으로 올렸습니다. <date:{q}분기> 영업이익은 <number:{eokc}억원>으로 기대치를 <percent:{p}%> <direction:웃돌> 것으로 봅니다.",
    ),
    (
        "국민연금은 {A} 지분을 {p}.2%에서 {p2}.4%로 늘렸다고 {mo}월 {d}일 밝혔다. 외국인은 이날 {A} 주식 {man}만주를 순매수했다.",
        "국민연금의 <company:{A}> 지분율은 <percent:{p}.2%>에서 <percent:{p2}.4%>로 높아졌고, 외국인은 <number:{man}만 주>를 순매수했습니다. (<date:{mo}월 {d}일>)",
    ),
)  # fmt: skip
ENGLISH: tuple[tuple[str, str], ...] = (
    (
        "{A} said third-quarter revenue {rose} {p}% to ${m}.{q} billion from a year earlier, while operating margin was {p2}.5%.",
        "<company:{A}>'s revenue for the <date:third quarter> <direction:{rose}> <percent:{p}%> year over year to <number:${m}.{q} billion> [1]. Its operating margin came in at <percent:{p2}.5%>.",
    ),
    (
        "Shares of {A} closed {p}.{q}% {hi} at ${px} on {Mon} {d}, {y}. Rival {B} {rose2} {p2}.1%. {who}, an analyst at Larkfield Partners, cited strong orders.",
        "On <date:{Mon} {d}, {y}>, <company:{A}> ended at <number:${px}>, {ud} <percent:{p}.{q}%>; <company:{B}> <direction:{rose2}> <percent:{p2}.1%>. <name:{who}> of Larkfield Partners pointed to strong orders.",
    ),
    (
        "{A} will supply {B} with components worth ${eok} million under a contract signed on {Mon} {d}. Deliveries of {man},000 units start in {y2}.",
        "- **Deal:** <company:{A}> signed a contract worth <number:${eok} million> with <company:{B}> (<date:{Mon} {d}>)\n- **Volume:** <number:{man},000 units>, starting in <date:{y2}>",
    ),
    (
        "Net income at {A} was ${eok} million in Q{q} {y}, compared with ${eok2} million in Q{q} {y1}. Earnings per share were ${q}.{p}.",
        "<company:{A}> earned <number:${eok} million> in <date:Q{q} {y}> against <number:${eok2} million> in <date:Q{q} {y1}>, or <number:${q}.{p}> per share.",
    ),
    (
        "{who}, chief financial officer of {A}, said the company bought back {man} million shares for ${m}.{q} billion in the {ord} quarter.",
        "According to CFO <name:{who}>, <company:{A}> repurchased <number:{man} million shares> for <number:${m}.{q}bn> during the <date:{ord} quarter>.",
    ),
    (
        "Sales in Europe totaled ${eok} million in {y} and ${eok2} million in {y1}, {A} said in its annual report. Headcount was {man},{n3}.",
        "{A}'s annual report puts European sales at <number:${eok} million> in <date:{y}>, after <number:${eok2} million> in <date:{y1}>; it employed <number:{man},{n3}> people.",
    ),
)  # fmt: skip
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def fields(random: Random, language: Language) -> Fields:
    """Everything that a pair of templates may print."""
    a, b = random.sample(COMPANIES[:6] if language == "ko" else COMPANIES[6:], 2)
    up, up2 = random.random() < 0.5, random.random() < 0.5
    eok, year = random.randrange(101, 989), random.randrange(2021, 2026)
    ko = language == "ko"
    return {
        "A": a[1] if ko else a[2], "B": b[1] if ko else b[2], "q": str(random.randrange(1, 5)), "jo": str(random.randrange(2, 30)),
        "eok": str(eok * 10 if ko else eok), "eokc": f"{eok * 10:,}", "eok2": str(random.randrange(101, 989)), "p": str(random.randrange(3, 60)),
        "p2": str(random.randrange(61, 95)), "ar": "↑" if up else "↓", "w": ("상승", "하락")[not up] if ko else "", "w2": ("상승", "하락")[not up2],
        "y": str(year), "y1": str(year - 1), "y2": str(year + 1), "m": str(random.randrange(11, 99)), "mo": str(random.randrange(1, 13)),
        "d": str(random.randrange(1, 29)), "who": random.choice(_PEOPLE_KO if ko else _PEOPLE_EN), "won": f"{random.randrange(200, 900) * 500:,}",
        "low": f"{random.randrange(40, 190) * 500:,}", "man": str(random.randrange(12, 99)), "rose": ("rose", "fell")[not up],
        "rose2": ("gained", "lost")[not up2], "hi": ("higher", "lower")[not up], "ud": f"<direction:{('up', 'down')[not up]}>", "px": f"{random.uniform(20, 900):.2f}",
        "Mon": random.choice(_MONTHS), "ord": random.choice(("first", "second", "third", "fourth")), "n3": str(random.randrange(100, 999)),
    }  # fmt: skip


def article(number: int, text: str, day: dt.date) -> Evidence:
    """A cited text with the day on which it appeared."""
    return Evidence(
        id=f"article:{number}", kind="article", name="article", date=day, text=text, source="news",
        known_at=dt.datetime.combine(day, dt.time(1), dt.UTC),
    )  # fmt: skip


def _one(random: Random, language: Language, pair: tuple[str, str], number: int) -> tuple[str, str, Fields]:
    values = fields(random, language)
    del number
    return pair[0].format(**values), pair[1].format(**values), values


def samples(count: int, seed: int) -> list[Sample]:
    """`count` answers, each with its text among three others."""
    random = Random(seed)
    both: dict[Language, tuple[tuple[str, str], ...]] = {"ko": KOREAN, "en": ENGLISH}
    pairs: list[tuple[Language, int, tuple[str, str]]] = [
        (language, i, pair) for language, texts in both.items() for i, pair in enumerate(texts)
    ]
    made: list[Sample] = []
    for number in range(count):
        language, index, pair = pairs[number % len(pairs)]
        text, answer, values = _one(random, language, pair, number)
        templates = KOREAN if language == "ko" else ENGLISH
        beside = [_one(random, language, random.choice(templates), number) for _ in range(3)]
        day = dt.date(int(values["y"]), int(values["mo"]), int(values["d"]))
        evidence = tuple(article(i, t, day) for i, t in enumerate((text, *(b[0] for b in beside))))
        plain, spans = marked(answer)
        made.append(
            Sample(
                f"{language}.cited.{index}", language, plain, evidence, spans, True, _others(values, language)
            )
        )
    return made


def _others(values: Fields, language: Language) -> dict[str, tuple[str, ...]]:
    position: Callable[[tuple[str, str, str, str]], str] = (
        (lambda c: c[1]) if language == "ko" else (lambda c: c[2])
    )
    companies = tuple(position(c) for c in (COMPANIES[:6] if language == "ko" else COMPANIES[6:]))
    people = _PEOPLE_KO if language == "ko" else _PEOPLE_EN
    return {values["A"]: companies, values["B"]: companies, values["who"]: people}
