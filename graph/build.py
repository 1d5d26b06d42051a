"""The LangGraph of one question: `guard -> plan -> [specialists by Send] -> write -> verify -> answer`."""

from typing import TYPE_CHECKING

from langgraph.graph import END, START, StateGraph

from graph import nodes
from graph.record import RunContext
from graph.state import State

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


def build(
    checkpointer: "BaseCheckpointSaver[str] | None",
) -> "CompiledStateGraph[State, RunContext, State, State]":
    """Compile the graph; `checkpointer` None keeps no conversation."""
    graph: StateGraph[State, RunContext, State, State] = StateGraph(State, context_schema=RunContext)
    graph.add_node("guard", nodes.guard_node)
    graph.add_node("plan", nodes.plan_node)
    graph.add_node("specialist", nodes.specialist_node)
    graph.add_node("write", nodes.write_node)
    graph.add_node("verify", nodes.verify_node)
    graph.add_node("answer", nodes.answer_node)
    graph.add_edge(START, "guard")
    graph.add_edge("guard", "plan")
    graph.add_conditional_edges("plan", nodes.assign, ["specialist", "write"])
    graph.add_edge("specialist", "write")
    graph.add_edge("write", "verify")
    graph.add_edge("verify", "answer")
    graph.add_edge("answer", END)
    return graph.compile(checkpointer=checkpointer, name="stockelper")
