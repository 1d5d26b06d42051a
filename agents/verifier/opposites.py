"""Words that say the opposite of what the cited text says: bought for sold, the largest for the smallest, the final for the
interim dividend.

A word of a sentence contradicts the text that carries the sentence when the text has an opposite of it and nowhere the word
itself, in any of the forms listed here. What neither has says nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from agents.verifier.saying import stems
from stockelper.types import Claim

_AXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("trade", (r"\b(?:bought|buy(?:s|ing|ers?)?|purchas\w+)\b|\bacquir(?:ed|es|ing)\b(?=\s[\d,.]+\s(?:\w+\s){0,2}shares)|매수|매입|사들|샀|사기로|취득|매집|사서|순매수", r"\b(?:sold|sell(?:s|ing|ers?)?|sales?\sof\sshares|offload\w*|parted\swith|dispos\w+)\b|매도|매각|처분|팔았|팔기로|판\s|파는|팔면|팔아")),
    ("rating", (r"\boverweight\b|\boutperform\b|비중\s?확대", r"\bunderweight\b|\bunderperform\b|비중\s?축소", r"\bneutral\b|\bequal[- ]?weight\b|중립")),
    ("mood", (r"\bbullish\b|\bbulls?\b|\boptimis\w+|낙관|강세", r"\bbearish\b|\bbears?\b|\bpessimis\w+|비관|약세")),
    ("tone", (r"\bpositive(?:ly)?\b|\bfavou?rabl[ey]\b|긍정|호재", r"\bnegative(?:ly)?\b|\bunfavou?rabl[ey]\b|부정적|악재")),
    ("most", (r"\b(?:largest|biggest|highest|most|top|best|greatest)\b|가장\s(?:많|크|큰|컸|커|높|좋|빠르|길)|최대|최다|최고|1위|역대급|사상\s최",
              r"\b(?:smallest|lowest|least|fewest|worst|bottom)\b|가장\s(?:적|작|낮|나쁜|느리|짧)|최소|최저|꼴찌")),
    ("expected", (r"\b(?:beat(?:s|ing)?|top(?:s|ped|ping)|exceed\w*|surpass\w*|ahead\sof(?=\s(?:[\w'’-]+\s){0,3}(?:estimates?|expectations?|forecasts?|consensus|projections?|targets?|guidance|views?)\b)|above|(?:better|more|higher)[\s-]than(?!\s(?:about\s|an?\s|one\s)?[$₩€]?\d|\s(?:half|double|twice))|outpac\w+|outperform(?:s|ed|ing)?)\b|웃돌|웃도|웃돈|상회|넘어서|넘었|넘긴|돌파",
                  r"\b(?:miss(?:es|ed|ing)?|(?:fell|fall(?:s|ing)?)\sshort|behind|below|(?:worse|less|lower)[\s-]than(?!\s(?:about\s|an?\s|one\s)?[$₩€]?\d|\s(?:half|double|twice))|lag(?:s|ged|ging)?|underperform(?:s|ed|ing)?|disappoint\w*)\b|밑돌|밑도|밑돈|하회|못\s?미[치쳤친칠]", r"\b(?:met|meets|matche?[sd]?|in\sline\swith)\s(?:[\w'’]+\s){0,2}(?:expect|estimat|forecast|consensus)|부합")),
    ("next", (r"\bnext\sweek\b|다음\s?주", r"\bnext\smonth\b|다음\s?달|내달", r"\bnext\squarter\b|다음\s?분기", r"\bnext\syear\b|내년")),
    ("nth day", (r"\bfirst\s(?:trading\s)?day\b|첫날|첫\s?거래일", r"\bsecond\s(?:trading\s)?day\b|이튿날|둘째\s?날")),
    ("dividend", (r"\bfinal\b|결산\s?배당|기말\s?배당", r"\binterim\b|중간\s?배당", r"\bquarterly\sdividend|분기\s?배당", r"\bspecial\sdividend|특별\s?배당")),
    ("bell", (r"\bpre-?market\b|\bbefore\sthe\s(?:open|bell|market)|개장\s?전|장\s?시작\s?전|\bbefore\strading\b",
              r"\bafter-?hours\b|\bafter\sthe\s(?:close|bell|market)|\bpost-?market\b|시간\s?외|장\s?마감\s?후", r"\bintraday\b|장중")),
    ("daytime", (r"\bmorning\b|오전", r"\bafternoon\b|오후")),
    ("ways", (r"\bdirectly\b|직접", r"\bindirectly\b|간접")),
    ("site", (r"\b(?:open(?:s|ed|ing)?|build(?:s|ing)?|built|construct\w*|set\sup)\b|설립|짓|건설|착공|신설|개점", r"\b(?:clos(?:es|ing|ure)|shut(?:s|ting|ter\w*)?|dismantl\w+)\b|폐쇄|닫|철수|폐점")),
    ("verdict", (r"\b(?:approv\w+|clear(?:s|ed)|accept\w*|granted)\b|승인|허가|수용|가결", r"\b(?:reject\w*|den(?:y|ies|ied)|block(?:s|ed)|refus\w+|declined\sto)\b|거부|기각|불허|거절|반려|부결")),
    ("deadline", (r"\bmiss(?:es|ed)?\b|\bfail(?:s|ed)?\sto\b|놓[치쳤]|실패", r"\bm(?:eet|et)\b|\bkept\b|지켰|성공")),
    ("home", (r"\bdomestic\w*\b|\bat\shome\b|국내|내수", r"\b(?:overseas|abroad|foreign|international)\b|해외|수출")),
    ("trade abroad", (r"\bexport\w*\b|수출", r"\bimport(?:s|ed|ing)?\b|수입(?!차)")),
    ("account", (r"\brevenues?\b|\bsales\b|매출", r"\b(?:costs?|expenses?|expenditures?)\b|비용|원가|지출")),
    ("income", (r"\b(?:income|profits?|earnings|EBIT|EBITDA)\b|이익|수익|흑자", r"\b(?:expenses?|loss(?:es)?)\b|\blost\s(?:about\s|some\s)?[$₩€£]|비용|손실|적자|손해")),
    ("balance", (r"\bassets?\b|자산", r"\bliabilit(?:y|ies)\b|\bdebts?\b|부채|채무|빚")),
    ("who", (r"\bforeign(?:ers?|\sinvestors?)\b|외국인|外人|외인", r"\binstitution\w*\b|기관(?!지)", r"\bpension\sfunds?\b|연기금", r"\b(?:retail|individual)\sinvestors?\b|개인|개미")),
    ("edge", (r"\bupper\b|\bceiling\b|상단|상한", r"\blower\s(?:end|bound|band)\b|\bfloor\b|하단|하한|바닥")),
    ("term", (r"\blong-?term\b|장기", r"\bshort-?term\b|단기")),
    ("court", (r"\b(?:won|wins?|winning|landed|secur(?:es?|ed)|awarded)\b|따[냈내]|수주|승소", r"\b(?:lost|loses?|losing)\b(?=\s(?:the|a|an|its|bid|case|order|contract))|놓쳤|패소|해지")),
    ("staff", (r"\b(?:hir(?:es?|ed|ing)|recruit\w*|appoint\w*|join(?:s|ed))\b|\badd(?:s|ed|ing)?\s(?:[\w,]+\s){0,3}(?:jobs|staff|workers|employees|positions|roles)\b|채용|영입|선임|취임", r"\b(?:fir(?:es?|ed)|let(?:s|ting)?\sgo|lay(?:s|ing)?\soff|laid\soff|layoffs?|resign\w*|quit(?:s|ting)?|step\w*\sdown|oust\w*)\b|해고|감원|사임|퇴임|해임")),
    ("start", (r"\b(?:start(?:s|ed|ing)?|beg(?:in|ins|an|inning)|launch\w*|resum\w+)\b|시작|개시|출시|재개", r"\b(?:stop(?:s|ped|ping)?|end(?:s|ed|ing)|halt\w*|suspend\w*|discontinu\w+|scrap\w*)\b|중단|종료|폐지|철회")),
    ("stance", (r"상향|\b(?:rais(?:es?|ed|ing)|upgrad\w+|hik(?:es?|ed|ing))\b|올려|올린|올렸|올랐|높[여였인]", r"하향|\b(?:cut(?:s|ting)?|lower(?:s|ed|ing)|downgrad\w+|slash\w*|trim\w*)\b|내려|내린|내렸|낮[췄춘추춰]", r"유지|동결|\b(?:maintain\w*|reaffirm\w*|reiterat\w+|kept|keeps?|unchanged)\b|재확인")),
    ("shape", (r"\b(?:widen\w*|expand\w*|broaden\w*)\b|확대|늘[었린어]|증가|성장|불어", r"\b(?:narrow\w*|shr[aiu]nk\w*)\b|축소|줄[었인어]|감소|둔화|급감")),
    ("quality", (r"\b(?:improv\w+|better|recover\w*)\b|개선|나아[졌지진]|좋아[졌지진]|회복", r"\b(?:deteriorat\w+|worsen\w*|worse)\b|악화|나빠[졌지진]|부진")),
    ("paid", (r"\bpa(?:id|ys?|yable|yment)\b|지급", r"\b(?:cancel\w*|suspend\w*|withheld|omitted)\b|취소|보류|미지급")),
    ("whole", (r"\b(?:entire(?:ly)?|whol(?:e|ly)|full(?:y)?)\b|전액|전부|전량", r"\b(?:part(?:ly|ial|ially)?)\b|일부|부분")),
    ("year's mark", (r"신고가|52주\s?최고|\b52-?\s?week\shighs?\b", r"신저가|52주\s?최저|\b52-?\s?week\slows?\b")),
    ("price", (r"(?<!비)(?:싸|쌉|쌌)|저렴|\bcheap\w*", r"비싸|비쌉|비쌌|\b(?:expensive|pricier)\b")),
    ("money", (r"투자|\binvest(?:s|ed|ing|ment)?\b", r"회수|\bdivest\w*|철수")),
    ("buyback", (r"소각|\bcancel\w*|\bretir(?:e[sd]?|ing)\b", r"매입|\bbuy-?backs?\b|\brepurchas\w+")),
    ("share count", (r"자사주\s?매입|자기\s?주식\s?취득|\bbought\sback\b|\brepurchas\w+|\bbuy-?backs?\b", r"신주|유상\s?증자|\bissu(?:ed|es|ing|ance)\b|\bnew\sshares\b")),
    ("against a price", (r"할인|\bdiscount\w*", r"할증|프리미엄|\bpremiums?\b")),
    ("stores", (r"닫[았는은]|폐점|\bclosed\b(?=\s(?:\d|[a-z]+\s)+(?:stores|branches|outlets))", r"(?:문을\s|곳을\s|점을\s)열[었어]|개점|\bopened\b(?=\s(?:\d|[a-z]+\s)+(?:stores|branches|outlets))")),
    ("this span", (r"이번\s?주(?!\s?주)|금주|\bthis\sweek\b|\b(?:on|for)\sthe\sweek\b", r"이번\s?달|이달|\bthis\smonth\b|\b(?:on|for)\sthe\smonth\b")),
    ("sector", (r"\breal\sestate\b|부동산", r"\butilities\b|유틸리티", r"\bcommunication\sservices\b|커뮤니케이션|통신\s?서비스", r"\bconsumer\sdiscretionary\b|임의\s?소비재|경기\s?소비재",
                r"\bconsumer\sstaples\b|필수\s?소비재", r"\bindustrials\b|산업재", r"\bhealth\s?care\b|헬스케어|의료")),
    ("agency", (r"\bFDA\b|식품의약국", r"\bEMA\b|유럽의약품청", r"식약처|식품의약품안전처|\bMFDS\b", r"\bPMDA\b")),
    ("metals exchange", (r"\bLME\b|런던금속거래소", r"\bCOMEX\b|\bNYMEX\b")),
    ("limit", (r"상한가|가격\s?제한\s?폭(?:\([^)]*\))?까지\s?(?:오|올|치솟|뛰)|\blimit[- ]up\b", r"하한가|가격\s?제한\s?폭(?:\([^)]*\))?까지\s?(?:떨|내|빠|추락|급락)|\blimit[- ]down\b")),
    ("source", (r"\bBloomberg\b|블룸버그", r"\bReuters\b|로이터", r"\b(?:The\s)?Wall\sStreet\sJournal\b|\bWSJ\b|월스트리트\s?저널", r"\bCNBC\b", r"\bFinancial\sTimes\b|파이낸셜\s?타임스", r"\bYonhap\b|연합뉴스", r"\bNikkei\b|니혼게이자이|닛케이", r"\bBarron|배런스")),
    ("session", (r"\bopened\b(?=\s(?:at|up|down|higher|lower))|시초가|개장가", r"\bclosed\b|\bended\b|마감|종가")),
)  # fmt: skip
_EDGE = "(?:(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?![A-Za-z0-9]))"
"""The edge of a Latin word, beside Hangul as well: "BUY와"."""
_PATTERN = tuple(
    tuple(re.compile(pole.replace(r"\b", _EDGE), re.IGNORECASE) for pole in poles) for _, poles in _AXES
)
_ALIKE = 0.4
"""The share of a sentence's words that a text has from which on it is what the sentence restates."""
_WORDS = 4


@lru_cache(maxsize=16384)
def _has(text: str, axis: int, pole: int) -> bool:
    """Whether a text has a pole of an axis, in any form."""
    return _PATTERN[axis][pole].search(text) is not None


def opposites(reading: Reading, bench: Bench, texts: Mapping[str, Reading]) -> Iterator[Claim]:
    """A claim for each word that the texts which carry its sentence contradict."""
    for sentence in reading.sentences if texts else ():
        if carriers := _carriers(reading, sentence, bench, texts):
            yield from _against(reading, sentence, carriers, bench)


def _parts(sentence: Sentence, at: int, carriers: Sequence[tuple[str, str]], bench: Bench) -> Sequence[str]:
    """The sentences that carry a word's clause; the whole texts where the clause has no figure that any carries."""
    piece = next((p for p in sentence.pieces if p.start <= at < p.end), None)
    numbers = piece.own.quantities if piece else ()
    carried = any((item := bench.judged.get(q)) and item.match.found for q in numbers)
    return [part if carried else text for text, part in carriers]


def _against(
    reading: Reading, sentence: Sentence, carriers: Sequence[tuple[str, str]], bench: Bench
) -> Iterator[Claim]:
    said = reading.text[sentence.start : sentence.end]
    for axis, poles in enumerate(_PATTERN):
        own = [n for n, pole in enumerate(poles) if pole.search(said)]
        for n in own if len(own) < len(poles) else ():
            if any(_has(text, axis, n) for text, _ in carriers):
                continue
            found = poles[n].search(reading.text, sentence.start, sentence.end)
            parts = _parts(sentence, found.start(), carriers, bench) if found else ()
            other = (o for o in range(len(poles)) if o not in own)
            belied = any(_has(part, axis, o) for o in other for part in parts)
            if belied and found and not sentence.quotes_or_names(found):
                yield claim(reading, Mark(*found.span()), "direction", False, "direction")


def _carriers(
    reading: Reading, sentence: Sentence, bench: Bench, texts: Mapping[str, Reading]
) -> Sequence[tuple[str, str]]:
    """The texts that carry a sentence's figures, each with the sentences that do; of a sentence without figures the one
    text that has most of its words. None where structured values carry it."""
    facts = [item.match.fact for item in bench.of(sentence) if item.match.found and item.match.fact]
    if any(fact.printed is None for fact in facts):
        return ()
    found = {
        fact.evidence: fact.reading.text[fact.sentence.start : fact.sentence.end]
        for fact in facts
        if fact.reading and fact.sentence
    }
    if found:
        return [(texts[source].text, part) for source, part in found.items() if source in texts]
    return _restated(reading.text[sentence.start : sentence.end], texts)


def _restated(said: str, texts: Mapping[str, Reading]) -> Sequence[tuple[str, str]]:
    if len(texts) == 1:
        only = next(iter(texts.values())).text
        return [(only, only)]
    words = stems(said)
    if len(words) < _WORDS:
        return ()
    scored = [(len(words & stems(text.text)) / len(words), text.text) for text in texts.values()]
    score, best = max(scored)
    return [(best, best)] if score >= _ALIKE else ()
