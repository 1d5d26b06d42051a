"""`bench latency`: how long keyless answers take in one warm process, with everything loaded.

Both price files, the news and `ARTICLES` made-up articles are in the store (the articles' texts say that they
are made up); then a mixed set of questions is planned and answered, each one new to the process.
"""

import json
import random
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from evaluation.bench.result import BenchOptions, Row
from evaluation.bench.subject import Subject
from stockelper.clock import end_of, parse_as_of
from stockelper.errors import NoData

ARTICLES = 200_000
QUESTIONS = 100
KRX_PRICES = "prices/krx_daily_2019_2025.parquet"
INDICES = "prices/krx_indices_daily.parquet"
US_PRICES = "prices/us_daily_2010_2026-01.parquet"
KRX_NEWS = "news/naver_headlines_3cos_2017_2022.csv.gz"
US_NEWS = "news/us10_news_headlines_2025.csv.gz"
AS_OF = "2025-12-30"
KRX_NAMES = (
    "삼성전자",
    "SK하이닉스",
    "NAVER",
    "카카오",
    "현대차",
    "기아",
    "LG화학",
    "셀트리온",
    "POSCO홀딩스",
    "KB금융",
)
US_NAMES = ("NVDA", "AMD", "Apple", "Microsoft", "Amazon", "Intel", "Alphabet", "Qualcomm")
TEMPLATES = (
    "{k} 주가 알려줘", "{k} 최근 한 달 흐름 어때?", "{k} RSI랑 20일 이동평균 알려줘", "{k} 왜 움직였어?", "{k} 뉴스 보여줘",
    "{k} 반도체 수출 관련 뉴스", "{k}와 {k2} 비교해줘", "{k} 경쟁사는?", "{k} 52주 최고가", "오늘 시장 어땠어?",
    "코스피에서 이번 달 많이 오른 종목 5개", "{u} price", "How did {u} do over the last 6 months?",
    "Compare {u} and {u2} this year", "What is the latest news on {u}?", "{u} volatility and drawdown this year",
    "PER이 뭐야?", "{k} 1년 수익률", "Who are the largest holders of {k}?", "{u} RSI",
)  # fmt: skip
PREDICATES = (
    "증가",
    "감소",
    "발표",
    "투자 확대",
    "공급 계약",
    "실적 개선",
    "신제품 공개",
    "소송 제기",
    "증설 검토",
    "협력 강화",
)
TOPICS = ("반도체", "수출", "배터리", "자율주행", "클라우드", "환율", "금리", "배당", "인공지능", "원자재")


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The files it loads."""
    root = options.data or options.shared_data
    return {name: root / name for name in (KRX_PRICES, INDICES, US_PRICES, KRX_NEWS, US_NEWS)}


def run(options: BenchOptions) -> Sequence[Row]:
    """Load, warm up, measure. Raises NoData when a file is missing."""
    files = data(options)
    for path in files.values():
        if not path.is_file():
            raise NoData("missing_file", file=str(path))
    with tempfile.TemporaryDirectory() as folder:
        subject = options.open_subject(Path(folder) / "data")
        try:
            _load(subject, files, Path(folder), options.seed)
            return _measure(subject, options.seed)
        finally:
            subject.close()


def _load(subject: Subject, files: Mapping[str, Path], folder: Path, seed: int) -> None:
    subject.read_files([files[KRX_PRICES], files[INDICES]], market="krx")
    subject.read_files([files[US_PRICES]], market="us")
    subject.read_files([files[KRX_NEWS]], market="krx")
    subject.read_files([files[US_NEWS]], market="us")
    subject.read_files([made_up_articles(folder / "articles.jsonl", seed)], kind="articles")


def made_up_articles(path: Path, seed: int) -> Path:
    """Write `ARTICLES` lines of made-up news, spread over 2023 to 2025."""
    draw, start = random.Random(seed), datetime(2023, 1, 1, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            names = draw.sample(KRX_NAMES + US_NAMES, 2)
            topic, predicate = draw.choice(TOPICS), draw.choice(PREDICATES)
            row = {
                "title": f"{names[0]} {topic} {predicate} ({number})",
                "text": f"[made up for a benchmark] {names[0]}, {names[1]} {topic} {predicate}. {draw.choice(TOPICS)}",
                "published": (start + timedelta(minutes=draw.randrange(1_560_000))).isoformat(),
                "url": f"https://bench.invalid/{number}",
                "source": "bench",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def questions(seed: int, count: int) -> list[tuple[str, datetime]]:
    """Questions with the moment they are asked at, each template about as often as the others."""
    draw, last = random.Random(seed), parse_as_of(AS_OF)
    asked: list[tuple[str, datetime]] = []
    for number in range(count):
        k, k2 = draw.sample(KRX_NAMES, 2)
        u, u2 = draw.sample(US_NAMES, 2)
        moment = end_of((last - timedelta(days=draw.randrange(400))).date())
        asked.append((TEMPLATES[number % len(TEMPLATES)].format(k=k, k2=k2, u=u, u2=u2), moment))
    draw.shuffle(asked)
    return asked


def _measure(subject: Subject, seed: int) -> list[Row]:
    for question, moment in questions(seed + 1, len(TEMPLATES)):
        subject.answer(question, moment)
    plans: list[float] = []
    answers: list[float] = []
    for question, moment in questions(seed, QUESTIONS):
        started = perf_counter()
        subject.plan(question, moment)
        planned = perf_counter()
        subject.answer(question, moment)
        plans.append((planned - started) * 1000)
        answers.append((perf_counter() - planned) * 1000)
    return [
        *_rows("latency.answer", answers, p50=100.0, p95=300.0),
        *_rows("latency.plan", plans, p50=None, p95=10.0),
    ]


def _rows(name: str, times: list[float], *, p50: float | None, p95: float | None) -> list[Row]:
    """The median, the 95th percentile and the slowest, in ms, beside what is aimed at."""
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    figures = (
        (f"{name}.p50", cuts[9], p50),
        (f"{name}.p95", cuts[18], p95),
        (f"{name}.max", max(times), None),
    )
    return [Row(key, v, "ms", aim, v / aim if aim else None, len(times)) for key, v, aim in figures]
