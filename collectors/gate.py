"""What is done with a page's records before they are stored, by collection."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

import polars as pl

from collectors.quality.gate import only_plausible
from collectors.retelling import retold_articles, retold_securities
from collectors.soundness import only_sound
from collectors.source import Source
from collectors.storing import Admitted
from stockelper.store.collections import ARTICLES, SECURITIES
from stockelper.store.documents import Documents

_JOINED: Mapping[str, Callable[[Documents, pl.DataFrame], pl.DataFrame]] = MappingProxyType(
    {ARTICLES.name: retold_articles, SECURITIES.name: retold_securities}
)


def admit(
    documents: Documents, source: Source, frames: Mapping[str, pl.DataFrame], now: datetime
) -> Admitted:
    """Refuse bars and actions that cannot be, and join what others told of the same thing."""
    sound = only_sound(documents, source, frames, now)
    judged = only_plausible(documents, source, sound.frames, now)
    joined = {
        name: _JOINED[name](documents, frame) if name in _JOINED and not frame.is_empty() else frame
        for name, frame in judged.frames.items()
    }
    return Admitted(joined, (*sound.refused, *judged.refused))
