"""Every kind of model, by name. A new one is a file and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from forecasting.models.boosted import Boosted
from forecasting.models.ensemble import Ensemble
from forecasting.models.growing import Grow, here
from forecasting.models.linear import Linear
from forecasting.models.model import Kind
from forecasting.models.single import SingleFeature
from stockelper.errors import BadInput


def kinds(grow: Grow = here) -> Mapping[str, Kind]:
    """Every kind, its trees grown in one place."""
    trees, direction = Boosted(grow=grow), Boosted("direction", grow=grow)
    return MappingProxyType(
        {
            "zero": SingleFeature(None),
            "drift": SingleFeature("momentum_120"),
            "momentum": SingleFeature("momentum_year"),
            "linear": Linear(),
            "lightgbm": trees,
            "direction": direction,
            "median": Boosted("median", grow=grow),
            "lambdarank": Boosted("order", grow=grow),
            "ensemble": Ensemble({"lightgbm": trees, "linear": Linear(), "direction": direction}),
        }
    )


KINDS: Mapping[str, Kind] = kinds()


def kind(name: str, grow: Grow = here) -> Kind:
    """The kind of that name. Raises BadInput when there is none."""
    try:
        return kinds(grow)[name]
    except KeyError as error:
        raise BadInput("unknown_model_kind", kind=name, known=", ".join(KINDS)) from error
