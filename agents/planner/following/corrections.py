"""A turn that corrects the one before, freed of how it does so: "no, I meant last year", "올해 말고 2024년으로"."""

import re

from stockelper.language.particles import particle

LONGEST = 60
"""Letters that a turn which leans on the one before has at most: a longer one is a question of its own."""
_LEAD = re.compile(
    r"^(?:(?:음+|흠+|어+|그니까|아니(?:요|야|다|지|죠)?|아뇨|노노|ㄴㄴ|앗|아|미안(?:해요?|합니다)?|죄송(?:해요?|합니다)?|실수(?:했어요?|입니다|야)?|정정(?:할게요?|합니다)?|잘못 ?(?:말했|썼|쳤|물었|봤)\S*|(?:내|제) ?말은|그게 ?아니(?:라|고)|그거 ?말고|그건? ?됐고)(?=[\s,.!…~])"
    r"|(?:h+m+|u+m+|u+h+|well|no|nope|nah|sorry|oops|wait|actually|my bad|pardon|correction|scratch that|not that|never ?mind|i(?: actually| really)? (?:meant|mean|wanted|was asking (?:about|for))(?: to (?:say|ask|type))?(?: about| for)?|what i (?:meant|wanted) was|let me rephrase|make (?:it|that)|change (?:it|that|this)(?: to)?|switch(?: it| that)?(?: to)?)(?![a-z]))[\s,.!…~:;-]+",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"^.{1,30}?[\s.,…?!-]+(?:(?:h+m+|u+m+|u+h+|oh|ah)[\s,.…]+)?(?:no,|no,? (?:wait|actually|sorry)|wait,? no|scratch that|i meant?|actually,? no|make that)[\s,]+(?P<en>.{2,30})$"
    r"|^.{1,20}?[\s.,…?!-]+(?:아니다|아 ?아니|아니 ?아니|아니[,.…])[\s,.…]+(?P<ko>.{1,20})$",
    re.IGNORECASE,
)
"""What was said first is taken back for what follows."""
_TAIL = re.compile(
    r"(?<=\S) ?(?:말이야|말이에요|말입니다|말인데|말하는 ?거(?:야|예요|임)|얘기야|이라고|라니까|라구)[\s.!?~]*$"
)
_SUPPOSED = re.compile(
    r"^(?:(?:그럼|그러면|만약에?|만일|혹시) )*(?P<what>.{1,20}?)(?:이었|였|이라|라)(?:다면|으면|면|더라면)(?:요)?[\s.!?~]*$"
)
"""Something else in the place of what was spoken of: "테슬라였다면?"."""
_PRONOUN = re.compile(r"^(?:거긴|거기는|거기|걘|걔는|얜|얘는|쟨|쟤는)(?= )")
"""A pronoun before what is asked, which the company spoken of stands for anyway."""
_NOT_FIRST = re.compile(
    r"^(?:not|instead of|rather than|forget|drop) (?:about |for |in |over )?(?:the )?[^,;—]{2,30}?(?:[,;—-]+ ?(?:but )?|\s(?:but|just|i want)\s)(?:just |rather |for |in |i want )?(?P<kept>.+)$",
    re.IGNORECASE,
)
_NOT_LAST = re.compile(
    r"^(?P<kept>.{2,40}?)(?:, not (?:for |in |the )?|,? instead of |,? rather than )(?!the (?:first|last|other))[^,;]{2,30}$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r",? (?:instead|rather)[\s.!?]*$", re.IGNORECASE)
_KO_NOT = re.compile(r"^.{1,20}? ?(?:말고(?:요)?|아니고|아니라|대신(?:에)?(?= ))[\s,]+(?P<kept>.+)$")
_OTHERS = re.compile(r"^(?:다른|딴|또|뭐|나머지|그 ?외)")
"""Behind what is not meant: anything else is, and nothing is put in its place."""
_TURNED_INTO = re.compile(
    r"^(?P<kept>.{1,24}?)(?:으로|로)(?: ?(?:다시|좀|그냥|한번))* ?(?:바꿔|바꾸|변경|수정|고쳐|교체|다시|해 ?줘|해줄|해 ?봐|해 ?주|보자|볼래|보면|하면|계산)\S*(?: ?(?:줘|줘요|주세요|볼래|봐|봐줘|줄래|줄래\?))?[\s.!?~]*$"
)
_BARE_SPAN = re.compile(
    r"^(?:(?:그럼|그러면|그냥|더|좀|길게|짧게|아예|한|약|기간은?|기간을|그거|이번엔|이번에는) ?)*(?P<n>\d{1,3}|한|두|세|네|석|넉|다섯|여섯|열) ?(?P<unit>년|개월|달|주일?|거래일)(?: ?(?:치|간|짜리|동안|단위|기준))?(?:으로|로|만|은|는|이면|라면|도)?(?: ?(?:요|더|보자|해 ?줘|보여 ?줘|볼래|어때))?[\s.!?~]*$"
    r"|^(?:(?:and|now|then|ok|okay|so|how about|what about|longer|shorter|over|try|do|for|show|the|past|last|a) )*(?P<en>\d{1,3}|one|two|three|four|five|six|ten|twelve)[ -]?(?P<of>years?|yrs?|y|months?|mos?|weeks?|wks?|days?)(?: (?:please|pls|then|instead|now|period|window|view|chart))*[\s.!?]*$",
    re.IGNORECASE,
)
"""A stretch of time alone, which ends today."""
_SHOWN_AS = re.compile(r"(?:차트|그래프|표|그림|영어|한국어|한글|뉴스|목록|리스트)$")
"""How something is to be shown, which replaces nothing."""


def corrected_turn(text: str) -> str:
    """A turn as it would stand without its words of correction; as it is where nothing would be left."""
    if len(text) > LONGEST:
        return text
    bare = _of_korean(_of_english(_without_lead(text)))
    if back := _TAKEN_BACK.match(bare):
        bare = back["en"] or back["ko"]
    if supposed := _SUPPOSED.match(bare):
        bare = f"{supposed['what']}{particle(supposed['what'], '은/는')}?"
    bare = _PRONOUN.sub("", _TAIL.sub("", bare)).strip()
    if span := _BARE_SPAN.match(bare):
        bare = (
            f"최근 {span['n']}{span['unit']}은?" if span["n"] else f"over the last {span['en']} {span['of']}?"
        )
    return bare if any(letter.isalnum() for letter in bare) else text


def _without_lead(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _LEAD.sub("", text)
    return text


def _of_english(text: str) -> str:
    for said in (_NOT_FIRST, _NOT_LAST):
        if found := said.match(text):
            text = found["kept"]
    return _INSTEAD.sub("", text)


def _of_korean(text: str) -> str:
    found = _KO_NOT.match(text)
    if found and not _OTHERS.match(found["kept"]):
        text = found["kept"]
    into = _TURNED_INTO.match(text)
    return f"{into['kept']}은?" if into and not _SHOWN_AS.search(into["kept"]) else text
