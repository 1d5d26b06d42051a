"""OpenDART's `majorstock.json` answers as rows: one a reported holding.

Two shapes: the answer itself (`status`, `list`), and a collection of answers by company (`stocks`, each with
its code and `holders`, whose `raw` is the answer's item). Percent stay percent here (`stkrt`).
"""

from collections.abc import Mapping
from typing import cast

Item = Mapping[str, object]


def holder_rows(document: Item) -> list[Item] | None:
    """The holdings of a document; None when it is not one of OpenDART's."""
    if isinstance(document.get("stocks"), list):
        return [row for stock in _objects(document["stocks"]) for row in _of_company(stock)]
    if "status" in document and isinstance(document.get("list"), list):
        return [{**item, "source": "dart"} for item in _objects(document["list"])]
    return None


def _of_company(stock: Item) -> list[Item]:
    return [
        {
            **_answered(holder),
            "stock_code": stock.get("code"),
            "corp_name": stock.get("name"),
            "source": "dart",
        }
        for holder in _objects(stock.get("holders"))
    ]


def _answered(holder: Item) -> Item:
    raw = _objects([holder.get("raw")])
    return (
        raw[0]
        if raw
        else {
            "repror": holder.get("holder_name"),
            "rcept_dt": holder.get("report_date"),
            "stkrt": holder.get("ratio"),
        }
    )


def _objects(value: object) -> list[Item]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Item", item) for item in items if isinstance(item, dict)]
