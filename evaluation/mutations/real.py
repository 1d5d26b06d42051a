"""True answers over real text: sentences of the news of `../shared/data` and questions of TAT-QA, restated.

What is restated changes only what its reader knows for sure: who is quoted, the order, the framing words.
"""

import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import cast

from evaluation.mutations.cited import article
from evaluation.mutations.sample import Sample, Span
from stockelper.types import Evidence, Language

FILES: Mapping[str, str] = {
    "us_news": "news/us10_news_headlines_2025.csv.gz",
    "kr_news": "news/naver_headlines_3cos_2017_2022.csv.gz",
    "tatqa": "qa/tatqa_dev.json.gz",
}
_FIGURE = re.compile(
    r"(?<![\w.,-])[+-]?(?:US)?[$₩]?\d[\d,]*(?:\.\d+)?\s?(?:%p|%|조|억|만\s?원|원|billion|million|trillion)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_ASKED = re.compile(r"^What (was|is|were|are) (the [^?]{8,140})\?$")
_BESIDE = 3


def spans_of(text: str) -> tuple[Span, ...]:
    """The figures with a unit that a text prints."""
    return tuple(
        Span("percent" if "%" in m[0] else "number", m.start(), m.end()) for m in _FIGURE.finditer(text)
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sample(
    style: str,
    language: Language,
    text: str,
    evidence: Sequence[Evidence],
    others: Mapping[str, Sequence[str]],
) -> Sample:
    return Sample(style, language, text, tuple(evidence), spans_of(text), True, others)


def _american(rows: Sequence[dict[str, str]], random: Random) -> Iterator[Sample]:
    frames = ("According to a report on {day}, {s}", "- {s}", "**News ({iso})**: {s}", "{s} [1]")
    for row in rows:
        day = dt.date.fromisoformat(row["published"][:10])
        body = row["snippet"].strip()
        whole = [s for s in _SENTENCE.split(body)[:-1] if _FIGURE.search(s) and 40 < len(s) < 260]
        if not whole:
            continue
        beside = [
            article(i + 1, r["title"] + ". " + r["snippet"], day)
            for i, r in enumerate(random.sample(rows, _BESIDE))
        ]
        text = random.choice(frames).format(
            day=f"{day:%b} {day.day}, {day.year}", iso=day.isoformat(), s=whole[0]
        )
        yield _sample("us_news", "en", text, [article(0, f"{row['title']}\n{body}", day), *beside], {})


def _korean(rows: Sequence[dict[str, str]], random: Random) -> Iterator[Sample]:
    frames = ("{day} 보도: {s}", "- {s} ({iso})", '언론은 "{s}"라고 전했습니다 [1].', "{s}")
    for row in rows:
        title = row["title"].strip()
        if not _FIGURE.search(title):
            continue
        day = dt.date.fromisoformat(row["date"][:10])
        beside = [article(i + 1, r["title"], day) for i, r in enumerate(random.sample(rows, _BESIDE))]
        text = random.choice(frames).format(
            day=f"{day.year}년 {day.month}월 {day.day}일", iso=day.isoformat(), s=title
        )
        yield _sample(
            "kr_news",
            "ko",
            text,
            [article(0, title, day), *beside],
            {"삼성전자": ("LG전자", "NAVER"), "현대차": ("기아", "삼성SDI")},
        )


def _reports(path: Path) -> Iterator[Sample]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = cast("list[dict[str, list[dict[str, object]]]]", json.load(file))
    for document in documents:
        texts = {str(p["order"]): str(p["text"]) for p in document["paragraphs"]}
        told = [text for question in document["questions"] if (text := _restated(question, texts))]
        items = [_paragraph(number, text) for number, text in enumerate(texts.values())]
        yield from (_sample("tatqa", "en", text, items, {}) for text in told)


def _restated(question: Mapping[str, object], texts: Mapping[str, str]) -> str | None:
    """Question and answer as a sentence; None unless the answer is one figure that its paragraphs print."""
    asked, answer = _ASKED.match(str(question["question"])), question["answer"]
    if not asked or question["answer_from"] != "text" or not isinstance(answer, list):
        return None
    given = [str(one) for one in cast("list[object]", answer)]
    used = " ".join(texts.get(order, "") for order in cast("list[str]", question["rel_paragraphs"]))
    if len(given) != 1 or not _FIGURE.fullmatch(given[0]) or given[0] not in used:
        return None
    return f"{asked[2][0].upper()}{asked[2][1:]} {asked[1]} {given[0]}."


def _paragraph(number: int, text: str) -> Evidence:
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return Evidence(
        id=f"p{number}", kind="article", name="paragraph", text=text, source="report", known_at=epoch
    )


def samples(folder: Path, each: int, seed: int) -> list[Sample]:
    """Up to `each` answers of every source in the folder; none of a source whose file is not there."""
    random = Random(seed)
    made: list[Sample] = []
    paths = {name: folder / path for name, path in FILES.items()}
    if paths["us_news"].is_file():
        made += _some(_american(_rows(paths["us_news"]), random), each)
    if paths["kr_news"].is_file():
        made += _some(_korean(random.sample(_rows(paths["kr_news"]), 6000), random), each)
    if paths["tatqa"].is_file():
        made += _some(_reports(paths["tatqa"]), each)
    return made


def _some(found: Iterator[Sample], each: int) -> list[Sample]:
    every = list(found)
    return Random(each).sample(every, min(each, len(every)))
