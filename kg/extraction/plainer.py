"""A sentence once more in plainer words: without what describes a name, says when, or only says who says it.

Rules are laid over both readings, so that a rule need not foresee "the Dutch toolmaker ▢, a maker of lenses, said on Monday it had".
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.masking import ACTOR, ANY, FIRM, MARKS, Masked, Place

_DAY = f"[{MARKS['day'][1:-1]}{MARKS['period'][1:-1]}]"
_KIND = (
    r"(?:makers?|manufacturer|producer|builder|designer|developer|giant|group|firm|company|house|outfit|concern|specialist|start-?up|scale-?up|upstart|hopeful"
    r"|titan|behemoth|heavyweight|colossus|powerhouse|champion|leader|bellwether|unicorn|minnow|newcomer|pioneer|stalwart|veteran|operator|carrier|airline|chain|retailer|grocer|supermarket|bank|lender|insurer"
    r"|reinsurer|brewer|distiller|bottler|miner|driller|refiner|explorer|utility|railroad|railway|shipbuilder|shipper|shipping line|yard|carmaker|automaker|truckmaker|planemaker|drugmaker|chipmaker|toymaker|toolmaker|steelmaker"
    r"|papermaker|jeweller|jeweler|publisher|broadcaster|studio|streamer|network|platform|app|marketplace|exchange|bourse|processor|printer|caterer|hotelier|builder|housebuilder|contractor|conglomerate|consortium|trading house"
    r"|biotech|fintech|medtech|insurtech|lab|laboratory|clinic|hospital|foundry|fab|name|player|brand|label|franchise|business|enterprise|corporation|multinational|major|juggernaut|innovator|fund|vehicle|manager|recycler|integrator"
    r"|distributor|wholesaler|reseller|dealer|lessor|landlord|trust|franchisor|franchisee|packager|smelter|mill|farmer|grower|breeder|processor|launderer|software house|bakery|winery|brewery|dairy|telecom|telco|carrier|cooperative|fabless)"
)
_WORD = r"(?!(?:of|for|to|from|with|by|at|in|on|and|or|as|its|their|rival|unit|arm|parent|sister|partner|supplier|affiliate|subsidiary)\b)[A-Za-z0-9'’&-]+"
_NATION = r"(?:[A-Z][a-z]+(?:n|ese|ish|ch|ss|li|i|ic)|US|UK|U\.S\.)"
_DROPPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?<=\s)|^)(?:[Tt]he|[Aa]n?)\s(?:{_WORD}\s){{0,5}}?{_KIND}\s(?={FIRM})",
        rf"(?:(?<=\s)|^)(?<!{ACTOR}\s)(?:{_WORD}\s){{0,1}}?{_KIND}\s(?={FIRM})",
        rf"(?<=\s)(?:the\s)?{_NATION}\s(?={FIRM})",
        rf"(?<={FIRM}),\s(?:an?|the|its|which|who|whose|now|long|already|once|based|itself|one of|maker of|home of|best known)\b[^,;.{ANY[1:-1]}]{{3,90}}(?:,(?=\s)|(?=\.?$))",
        rf"\s(?:(?:late|early)\s)?(?:on|since|in|from|for)\s{_DAY}(?:\s(?:night|morning|afternoon|evening))?\b",
        rf"(?<=\s){_DAY}\s(?=[a-z]+(?:ed|s|t|k|ld|n)\s)",
        r"\s(?:today|yesterday|overnight|this (?:week|month|morning|quarter|year|afternoon)|last (?:week|night|month)|at (?:once|last|noon|midnight)|earlier (?:today|this week|this month)|with immediate effect|for the (?:first|second|third) time(?: this year)?)\b",
        r", (?:the|both|its) (?:[\w-]+ ){1,4}?(?:said|says|announced|confirmed|disclosed|reported|showed|shows|states|stated|revealed)[^,;]{0,40}(?=\.?$)",
        r", according to [^;]*?(?=\.?$)",
        rf"(?<={FIRM})\s(?:has |have )?(?:said|says|announced|announces|disclosed|revealed|confirmed|reported|disclosed|added|noted|told (?:holders|investors|shareholders|owners))(?:\son\s{_DAY})?(?:\sthat)?\s(?:it|they)(?=\s)",
        r"(?<=\s)(?:(?:has|have|had) )?(?:agreed|agrees|agree|moved|moves|managed|elected|opted|rushed|stepped in) to (?=[a-z])",
        r"(?<=\s)(?:also|now|already|just|finally|itself|again|quietly|formally|officially|promptly|jointly|simply|swiftly|successfully|abruptly|unexpectedly|suddenly|comfortably|easily|handily|narrowly|squarely|steadily|duly|immediately|separately|voluntarily|recently|newly|currently|publicly|in turn|once more|hereby|sharply|further) (?=[a-z])",
        r"^(?:Item \d\.\d\d\.?|BRIEF-?|UPDATE \d-|Briefs?:|[A-Z][a-z]+ (?:watch|note|call|briefs?|wrap|roundup):)\s",
    )
)


def readings(masked: Masked) -> Iterator[Masked]:
    """The sentence as it stands and, in English, in plainer words where it has any."""
    yield masked
    if masked.korean:
        return
    plain = masked
    for pattern in _DROPPED:
        plain = _without(plain, [match.span() for match in pattern.finditer(plain.text)])
    if plain.text != masked.text:
        yield plain


def _without(masked: Masked, spans: list[tuple[int, int]]) -> Masked:
    """A sentence without some stretches, its places moved; what would hold another name is left."""
    spans = [span for span in spans if re.search(ACTOR, masked.text[slice(*span)]) is None]
    if not spans:
        return masked
    edges = [0, *(edge for span in spans for edge in span), len(masked.text)]
    text, places = "", dict[int, Place]()
    for start, end in [*pairwise(edges)][::2]:
        shift = len(text) - start
        places |= {at + shift: place for at, place in masked.places.items() if start <= at < end}
        text += masked.text[start:end]
    return Masked(text, places, masked.original, masked.korean)
