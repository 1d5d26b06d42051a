"""Names of products: what is left when the general words around them are taken away."""

import re

from kg.extraction.lexicon import lexicon

_QUOTES = "'‘’“”\"「」〈〉《》<>"
_GENERAL = re.compile(
    r"^(?:[가-힣]+형|차량|자동차|완성차|한정판|픽업|보급|신제품|신형|신차|신약|차세대|자체|개발한|새로운|새|최신|최신형|플래그십|스마트폰|전기차|전기|세단|게임|모바일|신작|대표|주력|제품|제품인|브랜드|고급|프리미엄|대형|소형|중형|준중형|준대형|하이브리드|순수|국내|세계|최초로|최초|첫|처음으로|5세대|6세대|[0-9]+세대|[0-9]+단|[0-9]+나노|업계|공식|정식|본격|인공지능|AI|스포츠유틸리티차량|SUV|의|폴더블폰|스마트워치"
    r"|치료제|바이오시밀러|백신|배터리|반도체|메모리|칩|가전|라면|맥주|소주|음료|화장품|항암제|올해|내년|이달|오늘|이날|이번|지난|글로벌|미국|중국|시장에|에서|용|롤플레잉|다중접속역할수행게임|온라인|신규)$"
)


_NO_THING = re.compile(
    "(?:요금제|환원책|대책|방안|청사진|성적표|승부수|카드|매물|보고서|입장|할인|이벤트|행사|로드맵|사과문|해명|공시|목표|전망|가이던스|실적|달성|동맹|원팀|선언|비전|전략|시대|원칙|혁신|잭팟|대박|총출동|돌풍|쇼크|서프라이즈|깜짝|기술|특수|열풍|출격|변신|임박|훈풍|한파|빅딜|주식|지분|채권|배당|신주|유증|증자|소송|소장|하고|빠졌다|했다|한다)$"
    "|[\ue000-\uf8ff]"
)
"""What companies bring out and announce that is no product, slogans, and masks of names and numbers."""


_NO_NAME = re.compile(
    # a rank, a count, a time, a superlative
    r"^(?:톱|TOP|빅|상위)\s?\d+$"
    r"|^(?:약\s)?[\d.,]+\s?(?:위|배|월|년|일|%|만\s?대|대|명|곳|건|차|분기|조|억|만|조원|억원|만원)(?:\s(?:연속|만에|돌파|이상|판매|달성))?$"
    r"|(?:^|\s)(?:국내|세계|업계|역대|아시아|글로벌)\s?(?:최대|최초|최고|최다|최장|최소|1위|급)$"
    r"|^(?:속도|용량|성능|크기|가격|화질)\s?[\d.]+\s?배$|^(?:역대급|사상\s?최대|최대|최초|최고|첫\s?선)$"
    # a fair, a contest, a meeting, what is shown or written there
    r"|^(?:CES|MWC|IFA|APEC)\b|(?:오토쇼|모터쇼|에어쇼|전시회|박람회|엑스포|페스티벌|페스타|축제|대회|공모전|올림픽|월드컵|콘퍼런스|컨퍼런스|포럼|세미나|심포지엄|간담회|설명회|시상식|기자회견|언팩|언박스\S*|백서|캠페인|영상|다큐)$"
    # how it goes: affairs, want, contest, success and failure
    r"|(?:사태|논란|의혹|파문|사고|사과|송구|대란|난관|[가-힣]{2,}난|부족|숨통|위기|악재|호재|리스크|질주|독주|역주행|승부|승부처|올인|어부지리|흥망성쇠|마이웨이|정면돌파|맞대결|격돌|각축|각축전|열전|전쟁|출사표|도전장|청신호|적신호|빨간불|파란불|총력|박차|반토막|급증|급감|급등|급락|반등|고공행진|러브콜|눈독|봇물|불똥|직격탄|발목|독식|양강|쏠림|품귀|노하우|저감|발자국|인증|효과|영향|수혜|기대감|우려|관측|소식|논의|협의|가속|가속페달|브레이크|제동|시동|속도전|잰걸음|행보|영업익|영업이익|순익|순이익|흑자|적자)$"
    # a clause, a bare number, only that something is new
    r"|[가-힣]{2}는$|^[\d.,]+\s?[KMBkmb]?$|^(?:[A-Z]{2,3}|[가-힣]{0,4})\s?신(?:제품|차|작)$"
    # a word that points
    r"|^(?:이것|그것|이곳|그곳|여기|이거|무엇|누구|이\s?(?:제품|차|기술|회사))$"
    # paper of its own
    r"|(?:^|\s)(?:CB|BW|EB|RCPS|회사채|신종자본증권|영구채|녹색채권|어음)$"
    # one syllable, and places in which something is made
    r"|^[가-힣一-鿿]$"
)
"""What stands in quotes, or before a verb of making, and names no product."""


_SPEECH = re.compile(r'[“"][^”"]*[가-힣][^”"]*[”"]$')
"""Korean papers put speech between double quotes, names between single ones."""


def product(text: str) -> str:
    """The product's name, empty where only general words stand."""
    if _SPEECH.match(text.strip()):
        return ""
    quoted = re.search(r"['‘“\"「〈《]([^'’”\"」〉》]{2,30})['’”\"」〉》]", text)
    words = (quoted.group(1) if quoted else _without_copula(text)).strip(_QUOTES + " ,").split()
    if not quoted:
        while words and (
            _GENERAL.match(words[0])
            or (
                re.search(
                    r"(?:[은는이가에의로와과한된인]|에서|에게|으로|년|월|일|분기|보다|하는|[가-힣]{2}서)$",
                    words[0],
                )
                and len(words) > 1
            )
        ):
            words = words[1:]
    while words and words[0].lower() in lexicon().english_words:
        words = words[1:]
    name = " ".join(words)
    if _NO_THING.search(name) or _NO_NAME.search(name):
        return ""
    if not quoted and re.fullmatch("[가-힣]{1,3}[아어여해게히]", name):
        return ""
    if re.search(r"[가-힣](?:까지|부터)\s|[가-힣A-Z0-9][을를](?:\s|$)|[가-힣0-9]에$|에서$|으로$", name):
        return ""
    plain = (
        not quoted
        and bool(words)
        and (words[-1] in lexicon().korean_words or all(_GENERAL.match(w) for w in words))
    )
    named = quoted is not None or re.search(r"[A-Z0-9]", name) is not None or len(words) <= 2
    return name if name and named and not plain and not _ends_generally(name) else ""


def _without_copula(text: str) -> str:
    """A noun without the verb "to be" at its end: 이다 behind a final consonant, 다 behind a vowel."""
    if not text.rstrip().endswith("다."):
        return text
    stem = text.rstrip()[:-2]
    closed = len(stem) > 1 and stem[-1] == "이" and "가" <= stem[-2] <= "힣" and (ord(stem[-2]) - 0xAC00) % 28
    return stem[:-1] if closed else stem


def _ends_generally(name: str) -> bool:
    words = lexicon().korean_words
    return (
        " " not in name
        and any(name[-n:] in words for n in (2, 3, 4) if len(name) > n)
        and not re.search("[A-Z0-9]", name)
    )
