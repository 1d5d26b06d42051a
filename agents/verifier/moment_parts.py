"""Parts of patterns that tell a time: months, years, numbers, words before a length."""

from agents.numerals import ENGLISH, KOREAN

MON = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
YEAR = r"(?:19[89]\d|20[0-4]\d)"
N = "|".join((r"\d{1,3}(?:,\d{3})?", *ENGLISH))
KO_N = "|".join((r"\d{1,3}", *sorted(KOREAN, key=len, reverse=True)))
PAST = r"(?:최근|지난|과거|직전)\s?"
MEASURED = r"(?=\s?(?:간\b|간의|간\s|동안|선\b|선[을를이가은는과와의에도보인\s,.]|예[측상]|전망|[뒤후](?![가-힣])|이동|이평|평균|수익률|변동성|RSI|최고|최저|신고|신저|고점|저점|등락|상승률|하락률|MA\b|누적))"


BEFORE_MONTH = (
    "in",
    "In",
    "since",
    "Since",
    "by",
    "By",
    "until",
    "during",
    "During",
    "of",
    "from",
    "through",
    "to",
    "early",
    "late",
    "mid",
    "last",
    "this",
    "next",
)
MONTH_ALONE = (
    r"\b(?P<mon>(?:January|February|April|June|July|August|September|October|November|December)\b"
    rf"|(?:{'|'.join(rf'(?<={word}[ -])' for word in BEFORE_MONTH)})(?:March|May)\b)(?!\s?\d)"
)
"""A month without a day or year; "May" and "March" are other words as well."""
PREVIOUS = r"(?:prior|previous|preceding|last)"
