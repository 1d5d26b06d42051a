"""Random streams that belong to one purpose each and never depend on how far they are read.

A stream is a Philox generator keyed by (seed, purpose). Its numbers come out row by row, so the first n rows
of a longer matrix are the shorter one: reading on changes nothing before.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

DEGREES = 5


def stream(seed: int, purpose: str) -> np.random.Generator:
    """The generator of that purpose."""
    key = hashlib.blake2b(f"{seed}/{purpose}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(key, dtype=np.uint64)))


def normals(seed: int, purpose: str, *shape: int) -> Floats:
    """Standard normals; the first axis is time."""
    return stream(seed, purpose).standard_normal(shape)


def uniforms(seed: int, purpose: str, *shape: int) -> Floats:
    """Uniforms in 0..1; the first axis is time."""
    return stream(seed, purpose).random(shape)


def fat_tailed(seed: int, purpose: str, *shape: int) -> Floats:
    """Student t of five degrees, scaled to unit variance; the first axis is time."""
    return stream(seed, purpose).standard_t(DEGREES, shape) * np.sqrt((DEGREES - 2) / DEGREES)


def hashed(seed: int, purpose: str) -> list[float]:
    """Sixteen uniforms for one small purpose, straight from its hash."""
    digest = hashlib.blake2b(f"{seed}/{purpose}".encode(), digest_size=64).digest()
    return (np.frombuffer(digest, dtype="<u4") / 2**32).tolist()


def autoregressive(shocks: Floats, memory: float) -> Floats:
    """x[t] = memory x[t-1] + shocks[t] along the first axis, from zero."""
    path = np.empty_like(shocks)
    state = np.zeros(shocks.shape[1:])
    for step, shock in enumerate(shocks):
        state = memory * state + shock
        path[step] = state
    return path
