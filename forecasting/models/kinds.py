"""Every kind of model, by name. A new one is a file and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from forecasting.models.boosted import Boosted
from forecasting.models.ensemble import Ensemble
from forecasting.models.linear import Linear
from forecasting.models.model import Kind
from forecasting.models.single import SingleFeature
from stockelper.errors import BadInput

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "zero": SingleFeature(None),
        "drift": SingleFeature("momentum_120"),
        "momentum": SingleFeature("momentum_year"),
        "linear": Linear(),
        "lightgbm": Boosted(),
        "direction": Boosted("direction"),
        "median": Boosted("median"),
        "lambdarank": Boosted("order"),
        "ensemble": Ensemble({"lightgbm": Boosted(), "linear": Linear(), "direction": Boosted("direction")}),
    }
)


def kind(name: str) -> Kind:
    """The kind of that name. Raises BadInput when there is none."""
    try:
        return KINDS[name]
    except KeyError as error:
        raise BadInput("unknown_model_kind", kind=name, known=", ".join(KINDS)) from error
