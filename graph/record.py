"""The record of one run: what its nodes found, kept out of the checkpoint and handed to the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from agents.context import Context
from agents.guard import Guarded
from agents.model_meter import Meter
from agents.writer import Draft
from graph.events import EventType
from stockelper.errors import ModelError
from stockelper.markets.registry import MARKETS
from stockelper.models import RunModel
from stockelper.tracing import Tracing
from stockelper.types import Claim, Evidence, Finding, Note, Plan

LISTED = "market.screen_item"
"""How the codes of list lines begin that name a security and a value."""
Emit = Callable[[EventType, dict[str, object]], None]


def _is_security(node: str) -> bool:
    return node.startswith(tuple(f"{code.upper()}:" for code in MARKETS))


@dataclass
class Record:
    """Filled node by node; most fields are written by one node; `write` makes the draft and `verify` mends it, notes are added by several."""

    run: str
    thread: str
    user: str
    question: str
    guarded: Guarded | None = None
    plan: Plan | None = None
    findings: dict[str, Finding] = field(default_factory=dict)
    draft: Draft | None = None
    writer: str = "rules"
    claims: Sequence[Claim] = ()
    struck: int = 0
    notes: list[Note] = field(default_factory=list)

    def evidence(self) -> list[Evidence]:
        """All evidence in the order of the plan's specialists, each id once."""
        found = {item.id: item for name in self._order() for item in self.findings[name].evidence}
        return list(found.values())

    def found(self) -> list[Finding]:
        """The findings in the order of the plan's specialists."""
        return [self.findings[name] for name in self._order()]

    def listed(self) -> tuple[str, ...]:
        """The securities that the findings list line by line, in order, each once."""
        found = {item.id: item.security for item in self.evidence()}
        lines = (one for each in self.found() for one in each.statements if one.code.startswith(LISTED))
        named = (found.get(line.evidence.get("value", "")) for line in lines)
        return tuple(dict.fromkeys(security for security in named if security))

    def ranked(self) -> tuple[str, ...]:
        """The securities that the findings tell of one after the other: of a comparison the best first, of relations
        those at the other end, up to the first that is no security."""
        if self.plan is not None and self.plan.kinds[0] == "relations":
            return self._related()
        if self.plan is None or self.plan.kinds[0] != "compare":
            return ()
        found = {item.id: item.security for item in self.evidence()}
        lines = [
            set(map(found.get, one.evidence.values())) for each in self.found() for one in each.statements
        ]
        alone = [line.pop() for line in lines if len(line) == 1]
        return tuple(dict.fromkeys(one for one in alone if one in self.plan.securities))

    def _related(self) -> tuple[str, ...]:
        own = set(self.plan.securities) if self.plan else set[str]()
        ends = (item.id.split("|")[1:3] for item in self.evidence() if item.kind == "relation")
        others = dict.fromkeys(end for pair in ends for end in pair if end not in own)
        return tuple(takewhile(_is_security, others))

    def _order(self) -> list[str]:
        planned = self.plan.specialists if self.plan else ()
        return [name for name in planned if name in self.findings]


@dataclass(frozen=True)
class RunContext:
    """LangGraph's runtime context: everything a node may touch besides the checkpointed state."""

    agents: Context
    record: Record
    tracing: Tracing
    model: RunModel | None
    emit: Emit

    @property
    def meter(self) -> Meter:
        """The run's model with its trace.

        Raises:
            ModelError: no model is configured.
        """
        if self.model is None:
            raise ModelError(reason="not configured")
        return Meter(self.model, self.tracing)
