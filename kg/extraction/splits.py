"""How many new shares a split makes of one."""

import re

_TIMES = re.compile(
    r"(?:1|한)\s?주[를가당]?\s?(?P<ko>\d+)\s?주로|(?P<ko5>\d+)\s?분의\s?1|into\s(?P<en2>\d+|two|three|four|five|six|seven|eight|ten|twenty|fifty)\s(?:new\s)?(?:shares)?|(?P<ko2>\d+)\s?(?:대|:)\s?1|1\s?(?:대|:)\s?(?P<ko3>\d+)|(?P<en>\d+|two|three|four|five|six|seven|eight|ten|twenty|fifty)[- ]for[- ](?:1|one)\b|(?P<en3>\d+|two|three|four|five|ten)(?:-way\b|\snew\s(?:shares?|ones?)\s(?:for|per))|1주당\s?(?P<ko4>\d+)\s?주|(?P<from>\d[\d,]*)원에서\s?(?P<to>\d[\d,]*)원",
    re.IGNORECASE,
)
_REVERSE = re.compile(r"\b(?:1|one)[- ]for[- ](?P<n>\d+)\b", re.IGNORECASE)
_SPELLED = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twenty": 20,
    "fifty": 50,
}


def new_shares(text: str) -> float | None:
    """How many new shares stand for one old one."""
    if (match := _REVERSE.search(text)) and int(match["n"]) > 1:
        return round(1 / int(match["n"]), 6)
    match = _TIMES.search(text)
    if match is None:
        return None
    if match["from"]:
        old, new = (float(match[name].replace(",", "")) for name in ("from", "to"))
        return round(old / new, 6) if new else None
    written = next(value for name, value in match.groupdict().items() if value and name not in ("from", "to"))
    return float(_SPELLED.get(written.lower(), 0) or int(written))
