"""Every specialist, by name: the one list. A new specialist is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from agents.market import MARKET
from agents.news import NEWS
from agents.outlook import OUTLOOK
from agents.relations import RELATIONS
from agents.specialist import Specialist
from agents.unbuilt import FUNDAMENTALS, PORTFOLIO, TRADING
from stockelper.types import SpecialistName

SPECIALISTS: Mapping[SpecialistName, Specialist] = MappingProxyType(
    {one.name: one for one in (MARKET, NEWS, FUNDAMENTALS, RELATIONS, OUTLOOK, PORTFOLIO, TRADING)}
)
