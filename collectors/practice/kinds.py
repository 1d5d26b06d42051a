"""The sixteen types of event: how often they happen, what they do to the price, what is filed about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stockelper.types import EventType


@dataclass(frozen=True)
class Kind:
    """One type of event.

    Attributes:
        yearly: how many a company and year, of those that come at random; 0 for scheduled ones.
        effect: the mean log return it causes.
        two_sided: it may be good or bad; the effect is then that of the good one.
        form: the Korean and English title of the filing, None where none is filed.
    """

    type: EventType
    yearly: float
    effect: float
    two_sided: bool = False
    form: tuple[str, str] | None = None


KINDS: Mapping[EventType, Kind] = MappingProxyType(
    {
        kind.type: kind
        for kind in (
            Kind("earnings_surprise", 0, 0.05, True, ("영업(잠정)실적", "Preliminary results")),
            Kind("dividend", 0, 0.006, False, ("현금ㆍ현물배당결정", "Dividend decision")),
            Kind("split", 0, 0.030, False, ("주식분할결정", "Stock split decision")),
            Kind("guidance", 0.45, 0.035, True, ("영업실적 등에 대한 전망", "Business outlook")),
            Kind("contract_won", 1.10, 0.045, False, ("단일판매ㆍ공급계약체결", "Supply contract")),
            Kind("contract_lost", 0.18, -0.060, False, ("단일판매ㆍ공급계약해지", "Contract termination")),
            Kind("merger_acquisition", 0.12, -0.020, False, ("타법인 주식 및 출자증권 취득결정", "Acquisition decision")),
            Kind("capital_increase", 0.12, -0.080, False, ("유상증자결정", "Capital increase decision")),
            Kind("buyback", 0.25, 0.030, False, ("자기주식취득결정", "Share buyback decision")),
            Kind("litigation", 0.22, -0.035, False, ("소송 등의 제기ㆍ신청", "Lawsuit filed")),
            Kind("recall", 0.15, -0.050, False, None),
            Kind("executive_change", 0.15, 0.015, True, ("대표이사 변경", "Change of chief executive")),
            Kind("strike", 0.12, -0.030, False, ("생산중단", "Production halt")),
            Kind("accident", 0.14, -0.045, False, ("재해발생", "Industrial accident")),
            Kind("regulation", 0.18, -0.030, False, None),
            Kind("rating_change", 0.45, 0.025, True, None),
        )
    }
)  # fmt: skip

RANDOM: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if kind.yearly > 0)
SESSIONS_A_YEAR = 245
SPREAD = (0.80, 0.15, 0.05)
"""How an event's effect is spread over its session and the next two."""
TARGET_EFFECT = 0.10
"""What an acquisition does to the share of the company that is bought."""
EARNINGS_SLOPE, EARNINGS_CAP, SURPRISE = 0.15, 0.09, 0.10
"""An earnings surprise's effect is the slope times it, cut at the cap; smaller ones are no event."""
