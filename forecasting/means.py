"""What forecasting is handed by who puts the parts together, beside the store and the models."""

from dataclasses import dataclass

from forecasting.extras import Links, no_links
from forecasting.models.growing import Grow, here


@dataclass(frozen=True)
class Means:
    """Where trees are grown, and the corporate graph's links."""

    grow: Grow = here
    links: Links = no_links


USUAL = Means()
