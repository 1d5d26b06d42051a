"""The words of calendar expressions, Korean and English, and the parts of patterns made of them."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
YEAR = r"(?:19|20)\d\d"
YEAR_KO = rf"(?P<year>{YEAR}|(?<!\d)\d\d)\s?년(?!\s?(?:간|동안|전|뒤|후|만에|치))|(?P<word>작년|지난해|전년|재작년|올해|금년|내년)(?:도)?"
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
WEEKS = {
    "첫": 1, "첫째": 1, "첫번째": 1, "둘째": 2, "두번째": 2, "셋째": 3, "세번째": 3, "넷째": 4, "네번째": 4, "다섯째": 5,
    "마지막": -1, "마지막째": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
"""Which week of a month a word counts, from its end where below zero."""
WEEK_KO = r"첫\s?번?째?|둘째|두\s?번째|셋째|세\s?번째|넷째|네\s?번째|다섯째|마지막|[1-5]"
WEEK_EN = "first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th"
PARTS = {
    "초": 0,
    "초순": 0,
    "중순": 1,
    "하순": 2,
    "말": 2,
    "중반": 1,
    "early": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
}
"""Which third of a month or a year a word names, from 0."""
HALVES = {"상": 1, "전": 1, "하": 2, "후": 2, "first": 1, "second": 2, "1": 1, "2": 2, "1st": 1, "2nd": 2}
SEASONS = {
    "봄": 1,
    "여름": 2,
    "가을": 3,
    "겨울": 4,
    "spring": 1,
    "summer": 2,
    "autumn": 3,
    "fall": 3,
    "winter": 4,
}
SEASON_KO = r"(?P<s>봄|여름|가을|겨울)(?:철)?(?![가-힣]*(?:주(?![가식])|옷))(?!\s?(?:휴가|방학|신상|패션|특수|성수기|왕국|테마|전어|관련|시즌\s?수혜))(?=$|[\s,.?!~에의이은는엔동내보부까쯤대랑과하와도])"
"""A Korean season that is no other word's, nor what is sold in it."""
SEASON_EN = r"(?P<s>spring|summer|autumn|winter|fall)(?![a-z-])"
YEARS_AGO = {
    "작년": 1, "지난해": 1, "전년": 1, "재작년": 2, "올해": 0, "금년": 0, "올": 0, "내년": -1, "last year": 1, "this year": 0,
    "the year before last": 2,
}  # fmt: skip
YEAR_EN = rf"(?:(?:of |in |,? ?)?(?P<year>{YEAR})|(?:of |in )?(?P<word>last year|this year))"
OPTIONAL_YEAR_KO = rf"(?:(?:{YEAR_KO})\s?)?"
OPTIONAL_YEAR_EN = f"(?:{YEAR_EN})?"
