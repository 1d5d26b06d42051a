"""Articles and filings about the stories, each with what it states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from collectors.practice.banks import BankName, bank, fill
from collectors.practice.kinds import KINDS
from collectors.practice.meaning import parties
from collectors.practice.stories import Story
from collectors.practice.streams import hashed
from collectors.practice.wording import words
from stockelper.types import Language

OUTLETS: dict[Language, tuple[str, ...]] = {
    "ko": ("모의경제", "가상증권신문", "연습일보"),
    "en": ("Practice Wire", "Mock Market Daily"),
}
KOREAN, SECOND, BACKGROUND, PRODUCT = 0.65, 0.40, 0.45, 0.15
"""Shares of articles in Korean, of stories told twice, of texts with a sentence behind, or with the product."""
DIRECTED_TOPICS = frozenset({"earnings_surprise", "guidance", "rating_change"})


@dataclass(frozen=True)
class Text:
    """An article (`form` None) or a filing.

    Attributes:
        used: the placeholders whose words stand in it, which decide what it states.
        makes: a sentence that names the company's product stands in it.
    """

    id: str
    story: Story
    bank: BankName
    language: Language
    source: str
    published: datetime
    title: str
    text: str
    used: frozenset[str]
    makes: bool = False
    form: str | None = None

    @property
    def companies(self) -> list[str]:
        """The listed companies that it names, the one it is about first."""
        return parties(self.story, self.used)


def articles(seed: int, stories: tuple[Story, ...]) -> Iterator[Text]:
    """The articles about every story of the simulated days: one, sometimes a second one later."""
    for story in stories:
        if story.session < 0 or story.topic in FILED_ONLY:
            continue
        u = hashed(seed, f"article/{story.id}")
        language: Language = "ko" if u[0] < KOREAN else "en"
        delay = timedelta(seconds=round(120 + 1_000 * u[1]))
        yield _article(story, language, u[2:8], story.when + delay, "")
        if u[8] < SECOND:
            other: Language = ("en" if language == "ko" else "ko") if u[9] < 0.7 else language
            later = delay + timedelta(seconds=round(1_200 + 9_000 * u[10]))
            yield _article(story, other, u[10:16], story.when + later, "-2")


def address(story: Story) -> str:
    """The address of the first article about a story; the top-level domain is reserved and leads nowhere."""
    return f"https://practice.invalid/news/{story.id}"


def _article(story: Story, language: Language, u: list[float], published: datetime, suffix: str) -> Text:
    name: BankName = "a" if u[0] < 0.5 else "b"
    sentences, topic = bank(name, language), _topic(story)
    spoken = words(story, language, name)
    title, in_title = fill(_pick(sentences.titles[topic], u[1]), spoken)
    body, in_body = fill(_pick(sentences.texts[topic], u[2]), spoken)
    makes = u[3] < PRODUCT and "product" not in in_title | in_body
    behind: tuple[str, ...] = ()
    if makes:
        behind = sentences.makes
    elif u[3] < BACKGROUND:
        behind = sentences.plain
    added = fill(_pick(behind, u[4]), spoken)[0] if behind else ""
    return Text(
        id=address(story) + suffix,
        story=story,
        bank=name,
        language=language,
        source=_pick(OUTLETS[language], u[5]),
        published=published,
        title=title,
        text=f"{body} {added}".strip(),
        used=frozenset(in_title | in_body),
        makes=makes,
    )


def _topic(story: Story) -> str:
    return (
        f"{story.topic}.{'up' if story.good else 'down'}" if story.topic in DIRECTED_TOPICS else story.topic
    )


def _pick(choices: tuple[str, ...], draw: float) -> str:
    return choices[int(draw * len(choices))]


FILED_ONLY = {"notice.inquiry": ("주권매매거래정지(조회공시 요구)", "Trading halt pending an inquiry")}
RESULT_LABELS = {
    "company": "회사명(Company)",
    "period": "대상기간(Period)",
    "revenue": "매출액(Revenue)",
    "amount": "영업이익(Operating profit)",
    "net_income": "당기순이익(Net income)",
}
LABELS = {
    "company": "회사명(Company)",
    "direction": "전망 변경(Outlook)",
    "partner": "계약상대(Counterparty)",
    "person": "선임 대표이사(New chief executive)",
    "amount": "금액(Amount)",
    "ratio": "비율(Ratio)",
    "units": "수량(Units)",
    "period": "대상기간(Period)",
    "date": "기준일ㆍ종료일(Date)",
}


def filings(stories: tuple[Story, ...]) -> Iterator[Text]:
    """The filings: what is disclosed by rule, at the moment of the announcement."""
    for story in stories:
        form = _form(story)
        if form is None:
            continue
        spoken = words(story, "ko", "a")
        labels = RESULT_LABELS if "revenue" in spoken else LABELS
        if story.topic == "guidance":
            spoken["direction"] = "상향(Up)" if story.good else "하향(Down)"
        lines = [f"{label}: {spoken[name]}" for name, label in labels.items() if name in spoken]
        yield Text(
            id=story.id,
            story=story,
            bank="a",
            language="ko",
            source="PRACTICE",
            published=story.when,
            title=f"{spoken['company']} {form[0]} ({form[1]})",
            text="\n".join(lines),
            used=frozenset(labels.keys() & spoken.keys()),
            form=form[0],
        )


def _form(story: Story) -> tuple[str, str] | None:
    if story.topic in FILED_ONLY:
        return FILED_ONLY[story.topic]
    topic = "earnings_surprise" if story.topic == "aside.results" else story.topic
    return next((kind.form for kind in KINDS.values() if kind.type == topic), None)
