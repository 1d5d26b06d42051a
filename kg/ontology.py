"""The one ontology: what the graph may hold. Writer, queries, extraction and docs are checked from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from stockelper.types import Language, RelationType

NodeKind = Literal["Company", "Person", "Sector", "Product", "Event", "Article", "Filing", "Holder"]
NODE_KINDS: tuple[NodeKind, ...] = get_args(NodeKind)


@dataclass(frozen=True)
class Relation:
    """A relation type: which kinds stand at its ends, whether direction matters, how people call it.

    Attributes:
        heads: kinds that may stand at the head ("head SUPPLIES tail").
        symmetric: the ends are interchangeable; stored with the smaller id as head.
        ratio: whether the edge may carry a share of ownership (0..1).
    """

    type: RelationType
    heads: tuple[NodeKind, ...]
    tails: tuple[NodeKind, ...]
    ko: str
    en: str
    symmetric: bool = False
    ratio: bool = False

    def label(self, language: Language) -> str:
        """What a person calls the relation, from head to tail."""
        return self.ko if language == "ko" else self.en


_COMPANY: tuple[NodeKind, ...] = ("Company",)
_OWNERS: tuple[NodeKind, ...] = ("Company", "Person", "Holder")
_STATED: tuple[NodeKind, ...] = ("Company", "Person", "Sector", "Product", "Event", "Holder")

RELATIONS: Mapping[RelationType, Relation] = MappingProxyType(
    {
        r.type: r
        for r in (
            Relation("SUPPLIES", _COMPANY, _COMPANY, "공급", "supplies"),
            Relation("COMPETES_WITH", _COMPANY, _COMPANY, "경쟁", "competes with", symmetric=True),
            Relation("SUBSIDIARY_OF", _COMPANY, _COMPANY, "자회사", "is a subsidiary of", ratio=True),
            Relation("AFFILIATE_OF", _COMPANY, _COMPANY, "계열사", "is an affiliate of", symmetric=True),
            Relation("HOLDS", _OWNERS, _COMPANY, "지분 보유", "holds", ratio=True),
            Relation("PARTNERS_WITH", _COMPANY, _COMPANY, "협력", "partners with", symmetric=True),
            Relation("ACQUIRES", _OWNERS, _COMPANY, "인수", "acquires", ratio=True),
            Relation("INVESTS_IN", _OWNERS, _COMPANY, "투자", "invests in", ratio=True),
            Relation("MAKES", _COMPANY, ("Product",), "생산", "makes"),
            Relation("LEADS", ("Person",), _COMPANY, "경영", "leads"),
            Relation("BELONGS_TO", _COMPANY, ("Sector",), "업종", "belongs to"),
            Relation("MENTIONED_IN", _STATED, ("Article", "Filing"), "언급", "is mentioned in"),
            Relation("AFFECTED_BY", _COMPANY, ("Event",), "영향", "is affected by"),
        )
    }
)

KIND_LABELS: Mapping[NodeKind, tuple[str, str]] = MappingProxyType(
    {
        "Company": ("기업", "company"),
        "Person": ("인물", "person"),
        "Sector": ("업종", "sector"),
        "Product": ("제품", "product"),
        "Event": ("사건", "event"),
        "Article": ("기사", "article"),
        "Filing": ("공시", "filing"),
        "Holder": ("주주", "holder"),
    }
)
"""Korean and English names of the node kinds."""


def allows(relation: str, head_kind: str, tail_kind: str) -> bool:
    """Whether the ontology knows the relation between nodes of these kinds."""
    for known in RELATIONS.values():
        if known.type == relation:
            return head_kind in known.heads and tail_kind in known.tails
    return False
