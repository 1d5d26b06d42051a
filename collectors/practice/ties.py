"""The relations that the practice market's sources state, as versions: each row with when it became known.

Relations that end (a chief executive's) have two versions of one key: the first open, the second, known later,
with its end. Sectors are attributes of the securities and stand there.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from collectors.practice.articles import Text
from collectors.practice.cast import FUND, companies, founder_ratio, fund_ratio, leader, network
from collectors.practice.days import BEFORE
from collectors.practice.market import Market
from collectors.practice.meaning import EVENT_TYPES, RELATED, relations
from collectors.practice.stories import Story
from collectors.practice.tables import SOURCE, shaped
from stockelper.markets.practice import PRACTICE

Row = dict[str, object]
KEY = ("type", "head", "tail", "valid_from")
FOUNDED = date(2010, 1, 4)
EVER = frozenset({"company", "partner", "person", "product", "ratio"})
"""Words that a story's relation may need, so that it is made whatever its article chose to say."""
KINDS = {
    "PRACTICE": "Company",
    "ORG": "Company",
    "PERSON": "Person",
    "PRODUCT": "Product",
    "HOLDER": "Holder",
}


def relation_versions(market: Market, texts: list[Text]) -> pl.DataFrame:
    """Every version known by the market's `now`, in the order in which they became known.

    A column `revision` marks those whose key has an earlier version.
    """
    told = {text.story.id: text for text in reversed(texts) if text.form is None}
    rows = [*_from_the_start(), *_leaders(market, told), *_begun(market, told), *_affected(market, told)]
    frame = shaped("relations", pl.DataFrame(rows, infer_schema_length=None))
    ordered = frame.filter(pl.col("known_at") <= market.now).sort("known_at", maintain_order=True)
    return ordered.with_columns(revision=~pl.struct(KEY).is_first_distinct())


def _row(type_: str, head: tuple[str, str], tail: tuple[str, str], since: date, **more: object) -> Row:
    row: Row = {
        "type": type_,
        "head": head[0],
        "head_kind": KINDS[head[0].partition(":")[0]],
        "head_name": head[1],
        "tail": tail[0],
        "tail_kind": KINDS.get(tail[0].partition(":")[0], "Event"),
        "tail_name": tail[1],
        "source": SOURCE,
        "valid_from": since,
        "confidence": 1.0,
        "known_at": BEFORE,
    }
    return row | more


def _company(index: int) -> tuple[str, str]:
    return companies()[index].id, companies()[index].name.ko


def _person(company: int, change: int) -> tuple[str, str]:
    name = leader(company, change).ko
    return f"PERSON:{name}", name


def _from_the_start() -> Iterator[Row]:
    """The network, the owners and the products, known before the first day."""
    for link in network():
        yield _row(link.type, _company(link.head), _company(link.tail), link.since, ratio=link.ratio)
    for company in companies():
        product = (f"PRODUCT:{company.product.ko}", company.product.ko)
        yield _row("MAKES", _company(company.index), product, FOUNDED)
        if ratio := founder_ratio(company.index):
            founder = _person(company.index, 0)
            yield _row("HOLDS", founder, _company(company.index), FOUNDED, ratio=round(ratio, 4))
        if ratio := fund_ratio(company.index):
            fund = (f"HOLDER:{FUND[0]}", FUND[0])
            yield _row("HOLDS", fund, _company(company.index), FOUNDED, ratio=round(ratio, 4))


def _leaders(market: Market, told: dict[str, Text]) -> Iterator[Row]:
    """Who leads: the founder first; a change ends one term from the day the next begins."""
    since = [FOUNDED] * len(companies())
    for company in companies():
        yield _row("LEADS", _person(company.index, 0), _company(company.index), FOUNDED)
    changes = [story for story in market.stories if story.topic == "executive_change"]
    for story in changes:
        begins, change = story.figures["date"], story.figures["change"]
        if not isinstance(begins, date) or not isinstance(change, float):
            continue
        company, source = story.company, _source(story, told)
        former = _row("LEADS", _person(company, int(change) - 1), _company(company), since[company])
        yield former | source | {"valid_to": begins}
        yield _row("LEADS", _person(company, int(change)), _company(company), begins) | source
        since[company] = begins


def _begun(market: Market, told: dict[str, Text]) -> Iterator[Row]:
    """Relations that begin with a story: supply until the contract's end, purchases, stakes, products."""
    for story in market.stories:
        begins = story.topic in RELATED and story.topic in BEGINNING and story.session >= 0
        for stated in relations(story, EVER, "ko") if begins else ():
            head, tail = (stated.head_id, stated.head), (stated.tail_id, stated.tail)
            row = _row(stated.type, head, tail, _day(story), ratio=stated.ratio)
            ends = {"valid_to": story.figures["date"]} if story.topic == "contract_won" else {}
            yield row | _source(story, told) | ends


BEGINNING = frozenset(
    {"contract_won", "merger_acquisition", "tie.PARTNERS_WITH", "tie.INVESTS_IN", "tie.MAKES"}
)


def _affected(market: Market, told: dict[str, Text]) -> Iterator[Row]:
    """Each event as a node of its own; it holds on its day alone, a timeline shows it always."""
    for story in market.stories:
        if story.topic in EVENT_TYPES and story.session >= 0 and story.id in told:
            day = _day(story)
            event = (f"EVENT:{story.id}", told[story.id].title)
            row = _row("AFFECTED_BY", _company(story.company), event, day, valid_to=day + timedelta(1))
            yield row | _source(story, told)


def _day(story: Story) -> date:
    return story.when.astimezone(PRACTICE.zone).date()


def _source(story: Story, told: dict[str, Text]) -> Row:
    """The document that says so, and when it did."""
    text = told.get(story.id)
    if text is None:
        return {"known_at": story.when, "document": story.id}
    return {"known_at": text.published, "document": text.id, "title": text.title, "url": text.id}
