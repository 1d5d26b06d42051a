"""Who supplies certain goods: edges whose document speaks of them, and else that none is stored."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from agents.product_wording import words_for
from agents.specialist import Part
from agents.tools.edges import Seen
from agents.tools.linking import listed, other_end
from agents.tools.telling import together, told
from stockelper.types import Edge

SUPPLY: Mapping[str, str] = MappingProxyType({"suppliers": "no_suppliers_of", "customers": "no_customers_of"})
"""The lists that goods divide, to the sentence that none is stored for certain goods."""


def supplied(code: str, goods: str, edges: Sequence[Edge], own: str, name: str, seen: Seen) -> Part:
    """The suppliers or customers for certain goods; where no document speaks of the goods, that first and then all."""
    words = words_for(goods)
    fitting = [edge for edge in edges if edge.source.title and words.search(edge.source.title)]
    if fitting:
        return listed(code, fitting, [other_end(edge, own) for edge in fitting], name, seen)
    none = told(f"relations.{SUPPLY[code]}", {}, {"name": name, "what": goods})
    every = listed(f"{code}_known", edges, [other_end(edge, own) for edge in edges], name, seen)
    return together([none, every])
