"""True answers with their evidence, and the ways in which a true answer is made false.

It measures the verifier and shares no code with it.
"""

from evaluation.mutations.changes import KINDS, Change, MutationKind, mutate
from evaluation.mutations.sample import Sample, Span

__all__ = ["KINDS", "Change", "MutationKind", "Sample", "Span", "mutate"]
