"""Words of accounts and markets that mean different things and are easily exchanged.

They make no claims by themselves: `alignment` holds them against the same place of a cited text.
"""

import re
from collections.abc import Iterator

from agents.verifier.attributes import attributes
from agents.verifier.marks import Term

_TABLE: tuple[tuple[str, str], ...] = (
    ("assets", r"자산|\bassets?\b"),
    ("liabilities", r"부채|채무|\bliabilit(?:y|ies)\b|\bdebts?\b"),
    ("equity", r"자본(?!시장)|\bequity\b"),
    ("cost", r"원가|비용|지출|\b(?:costs?|expenses?|expenditures?|spending)\b"),
    ("profit", r"(?<!영업)(?<!순)이익|\b(?:profits?|income|earnings)\b"),
    ("loss", r"손실|\bloss(?:es)?\b"),
    ("inventory", r"재고|\binventor(?:y|ies)\b"),
    ("cash", r"현금|\bcash\b"),
    ("orders", r"수주|주문|\b(?:orders?|bookings|backlog)\b"),
    ("production", r"생산|\bproduction\b|\boutput\b"),
    ("shipments", r"출하|\bshipments?\b"),
    ("exports", r"수출|\bexports?\b"),
    ("imports", r"수입(?!차)|\bimports?\b"),
    ("demand", r"수요|\bdemand\b"),
    ("supply", r"공급|\bsupply\b"),
    ("buying", r"매수|\b(?:bought|buy(?:ing|s|ers?)?|purchas(?:e[sd]?|ing))\b"),
    ("selling", r"매도|\b(?:sold|sell(?:ing|s|ers?)?)\b"),
    ("foreigners", r"외국인|\bforeign(?:ers)?\b"),
    ("institutions", r"기관(?!지)|\binstitution(?:s|al)\b"),
    ("retail investors", r"개인(?!정보)|\bretail\sinvestors\b|\bindividuals?\b"),
    ("domestic", r"국내|내수|\bdomestic\b"),
    ("overseas", r"해외|\b(?:overseas|abroad|international)\b"),
    ("interest", r"이자|금리|\binterest\b"),
    ("tax", r"세금|법인세|\btax(?:es)?\b"),
    ("exchange rate", r"환율|\bexchange\srates?\b"),
    ("inflation", r"물가|\binflation\b"),
    ("employment", r"고용|\bemployment\b|\bjobs\b"),
    ("memory", r"메모리|\bmemory\b|\bDRAM\b|D램"),
    ("foundry", r"파운드리|\bfoundry\b"),
    ("merger", r"합병|인수|\b(?:merger|acquisitions?|takeover)\b"),
    ("spin-off", r"분할|\bspin-?offs?\b"),
    ("maximum", r"최대|\bmaximum\b|\blargest\b|\bbiggest\b"),
    ("minimum", r"최소|\bminimum\b|\bsmallest\b"),
    ("short-term", r"단기|\bshort-term\b|(?<!non-)\bcurrent\b"),
    ("long-term", r"장기|\blong-term\b|\bnon-?current\b"),
    ("before", r"이전|직전|\bbefore\b|\bprior\sto\b"),
    ("after", r"이후|직후|\bafter\b|\bfollowing\b"),
    ("operating activities", r"영업\s?활동|\boperating\sactivities\b"),
    ("investing activities", r"투자\s?활동|\binvesting\sactivities\b"),
    ("financing activities", r"재무\s?활동|\bfinancing\sactivities\b"),
    ("provided by", r"\bprovided\sby\b"),
    ("used in", r"\bused\s(?:in|for)\b"),
    ("ebitda", r"\b(?:adjusted\s)?EBITDA\b"),
    ("administrative", r"\badministrative\b"),
    ("marketing", r"마케팅|\bmarketing\b"),
    ("recognized", r"\brecogni[sz]ed\b"),
    ("unrecognized", r"\bunrecogni[sz]ed\b"),
    ("options", r"\boptions?\b"),
    ("warrants", r"\bwarrants?\b"),
    ("entirely", r"\b(?:entirely|wholly|fully)\b"),
    ("partly", r"\b(?:partly|partially)\b"),
    ("acres", r"에이커|\bacres?\b"),
    ("hectares", r"헥타르|\bhectares?\b"),
    ("opened", r"\bnew\b|\bopened\b"),
    ("closed down", r"\bclosed\b(?=\s(?:stores?|sites?|plants?|branches))"),
    ("single", r"\bsingle(?=\W?digit)"),
    ("double", r"\bdouble(?=\W?digit)"),
    ("finance chief", r"\bChief\sFinancial\b|\bCFO\b|최고재무"),
    ("operations chief", r"\bChief\sOperating\b|\bCOO\b|최고운영"),
    ("chief executive", r"\bChief\sExecutive\b|\bCEO\b|최고경영"),
    ("ahead", r"\bahead\sof\b"),
    ("behind", r"\bbehind\b"),
    ("directly", r"\bdirectly\b"),
    ("indirectly", r"\bindirectly\b"),
    ("highs", r"최고치|\bhighs?\b"),
    ("lows", r"최저치|\blows?\b"),
    ("before the market", r"\b(?:pre-?market|before\sthe\s(?:open|bell))\b|장\s?전"),
    ("after the market", r"\b(?:after-?market|after[- ]hours|after\sthe\s(?:close|bell))\b|시간\s?외"),
    ("higher", r"높(?:음|아|은|았)"),
    ("lower", r"낮(?:음|아|은|았)"),
    ("bought by", r"\bpurchase\sfrom\b"),
    ("sold to", r"\bsale\sto\b"),
    ("first", r"\bfirst\s(?=time)|처음"),
    ("approved", r"승인|\bapprov(?:e[sd]?|al)\b"),
    ("rejected", r"거부|기각|불허|\breject(?:s|ed|ion)?\b|\bdenied\b"),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<t{i}>{p})" for i, (_, p) in enumerate(_TABLE)), re.IGNORECASE)


def terms(text: str) -> Iterator[Term]:
    """Every such word, and every word that names a measure."""
    measures = attributes(text)
    yield from (Term(word.start, word.end, word.tag) for word in measures)
    for found in _PATTERN.finditer(text):
        if not any(word.start < found.end() and found.start() < word.end for word in measures):
            yield Term(found.start(), found.end(), _TABLE[int((found.lastgroup or "t0")[1:])][0])
