"""Talk: articles that state a relation and no event, and articles that state neither."""

from datetime import date

import numpy as np

from collectors.practice.announcements import announcement
from collectors.practice.cast import FUND, Name, companies, fund_ratio, network
from collectors.practice.days import Days
from collectors.practice.events import stranger
from collectors.practice.kinds import SESSIONS_A_YEAR
from collectors.practice.stories import Figure, Party, Story, listed
from collectors.practice.streams import Flags, uniforms

TALKS_A_YEAR = 2.6
NEW_TIES = ("tie.PARTNERS_WITH", "tie.INVESTS_IN", "tie.MAKES")
"""Relations that begin with the article."""
ASIDES = (
    "aside.denied_merger", "aside.rumoured_contract", "aside.planned_increase", "aside.preferred_bidder",
    "aside.ended_partnership", "aside.past_accident", "aside.denied_supply", "aside.comment",
)  # fmt: skip
NAMED_ASIDES = frozenset(
    {
        "aside.denied_merger",
        "aside.rumoured_contract",
        "aside.preferred_bidder",
        "aside.ended_partnership",
        "aside.denied_supply",
    }
)
"""Those that name a second company."""


def talk(seed: int, days: Days, halted: Flags) -> list[Story]:
    """Everything that is merely said. It moves no price."""
    size = len(companies())
    happens = (uniforms(seed, "talk", len(days), size) < TALKS_A_YEAR / SESSIONS_A_YEAR) & ~halted
    details = uniforms(seed, "talk/details", len(days), size, 8)
    launches = np.zeros(size, dtype=np.int64)
    stories: list[Story] = []
    begun: set[tuple[str, int, str]] = set()
    for session, company in np.argwhere(happens).tolist():
        u = details[session, company].tolist()
        when, overnight = announcement(days, session, u[0], u[1])
        topic, partner, figures = _told(company, u, days.sessions[session])
        if topic == "tie.MAKES":
            launches[company] += 1
            figures |= {"launch": float(launches[company])}
        elif topic in NEW_TIES and partner:
            if (topic, company, partner.id) in begun:
                continue  # what has begun does not begin again
            begun.add((topic, company, partner.id))
        stories.append(Story(topic, company, session, when, overnight, partner=partner, figures=figures))
    return stories


_Told = tuple[str, Party | None, dict[str, Figure]]


def _told(company: int, u: list[float], day: date) -> _Told:
    """The topic, the other side and the figures."""
    if u[2] < 0.25:
        return _recalled(company, u[3], u[4])
    topic = NEW_TIES[int(u[3] * len(NEW_TIES))] if u[2] < 0.5 else ASIDES[int(u[3] * len(ASIDES))]
    amount: dict[str, Figure] = {"amount": round(200 + 3000 * u[5]) * 1e8}
    if topic == "tie.MAKES":
        return topic, None, {}
    if topic == "aside.past_accident":
        return topic, None, {"date": date(day.year - 1, 1 + int(u[5] * 12), 15)}
    if topic in NAMED_ASIDES or topic in NEW_TIES:
        return topic, stranger(company, u[4]), amount | {"ratio": round(0.02 + 0.07 * u[6], 3)}
    return topic, None, amount


def _recalled(company: int, draw: float, which: float) -> _Told:
    """A relation of the network, from the company's side, else the sector that it belongs to."""
    found = [(link.type, link.tail, link.ratio) for link in network() if link.head == company]
    found += [
        (link.type, link.head, None) for link in network() if link.tail == company and link.type in MUTUAL
    ]
    types = sorted({type_ for type_, _, _ in found} - BEGUN)
    if fund_ratio(company) and draw > 0.8:
        return "tie.HELD", FUND_PARTY, {"ratio": fund_ratio(company)}
    if not types or draw < 0.08:
        return "tie.BELONGS_TO", None, {}
    type_ = types[int(which * len(types))]
    _, other, ratio = next(entry for entry in found if entry[0] == type_)
    return f"tie.{type_}", listed(other), {"ratio": ratio} if ratio else {}


MUTUAL = frozenset({"COMPETES_WITH", "AFFILIATE_OF"})
BEGUN = frozenset({"PARTNERS_WITH", "INVESTS_IN", "ACQUIRES"})
"""Relations that articles announce rather than recall."""
FUND_PARTY = Party(f"HOLDER:{FUND[0]}", Name(*FUND))
