"""Weights as the bytes of the packaged file, the same for the same weights."""

import json
from io import BytesIO

import numpy as np

from agents.planner.votes import Weights


def packed(model: Weights) -> bytes:
    """The file's bytes; `agents.planner.votes.read` reads them again."""
    about = {"settings": dict(model.settings), "provenance": dict(model.provenance)}
    out = BytesIO()
    np.savez_compressed(
        out,
        keys=model.keys,
        weights=model.weights,
        scales=model.scales,
        bias=model.bias,
        about=np.array(json.dumps(about, sort_keys=True)),
    )
    return out.getvalue()
