"""Whether a Korean word is an ordinary one: of `ordinary_words.txt`, of the product's own texts, or made of such words.

The list is written by `tools/ordinary_words.py` from what many texts have; single words only, without names.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from agents.verifier.attributes import attributes
from stockelper.language import catalogue

_NOUNS_OWN = """
은 는 이 가 의 을 를 과 와 도 에 에서 에게 로 으로 에는 에도 에서는 으로는 로는 보다 보다는 이며 이고 입니다 이다 까지 부터 처럼 만
"""
_OTHERS = """
라고 이라고 이라는 라는 에서도 으로도 와의 과의 에의 이나 나 이라 라 들 들이 들은 들의 들을 들에 들도 들과 였다 이었다 였습니다 이었습니다 이란 란 만이 만을 만의 마저
조차 으로부터 로부터 에게서 에게는 께서 뿐 뿐만 대로 만큼 이든 든 요 이요 인 적 적인 적으로 하는 한 하고 하며 해 했다 했습니다 했고 했으며 했던 합니다 하다 할 하기 하자
하면서 하지 하여 하면 되는 된 되고 되며 되면서 돼 됐다 됐습니다 됐고 됐으며 됩니다 되다 될 되면 되지 시킨 시키는 시켜 시켰다 중 중인 중이다 중입니다 씩 쯤 으로서 로서
으로써 로써 에서의 으로의 로의 까지의 부터의 이지만 지만 인데 이었던 였던 일 이자 받은 받는 받았다 받고 당한 당했다 스러운 스럽게 롭게 로운
"""
NOMINAL = tuple(sorted(_NOUNS_OWN.split(), key=len, reverse=True))
"""Particles that only a noun has before it, the longest first."""
PARTICLES = (*NOMINAL, *_OTHERS.split())
"""Endings of nouns and of the verbs made of them: what stands before one may be a word by itself."""
_SUFFIXES = frozenset(
    "가감개객계고곡공과관광국군권급기길난남녀단당대도동들등란력령로록론료류률리만말맛망면명모목물미민반발방배백법벽변별병복본부분비사산상생서석선설성세소속손수순술습시식신실심씨안액"
    "약양어업여역연열영옥왕용우원월위율음의인일자작장재적전점정제조족종좌주준중증지직진집차창채책처천청체초촌총층치칙침통특판편평포표품풍필하학한항해행향허혁현형호화환회후히간껏끼당째형"
)
"""Letters that make another word of one when they stand behind it: 업계, 상승세, 수익률."""
_PREFIXES = frozenset("신재초총각비무고저최대소전후내외본타양다제주당동친탈반역급강약중장단상하호불미피첫올")
_CURRENCIES = "달러 유로 위안 위안화 엔화 유로화 파운드 루피 루블 페소 프랑 크로나 크로네 링깃 바트 리라 헤알"
_ACCOUNTS = (
    "잉여 현금흐름 현금 흐름 유효 세율 법인세 감가상각비 상각 기말 중간 결산 배당 배당금 상환 차입 차입금 사채 전환사채 신주 구주 증자 감자 자사주 소각 수주 수주잔고 잔고 충당금 손상차손 대손 운전자본 "
    "순차입금 부채비율 유동비율 자본금 자본총계 자산총계 희석 지분 지분율 의결권 공모 공모가 상장 상폐 유통 물량 출하 출하량 가동률 판가 단가 원가 마진 스프레드 가이던스 컨센서스 서프라이즈 쇼크 "
    "변동성 표준편차 왜도 첨도 예측 구간 신뢰 수준 실현 포함률 적중률 상단 하단 골든크로스 데드크로스 이동평균 거래량 거래대금"
)
"""Words of accounts, offers and forecasts that few of the texts behind the list have."""
_DEEPEST = 4
_LONGEST = 16
"""Letters of a word that is looked at; a longer one is a sentence without spaces."""


@cache
def words() -> frozenset[str]:
    """Every word of the list and of the product's Korean texts."""
    listed = files("agents.verifier").joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    said = " ".join(catalogue.template("ko", code) for code in catalogue.codes("ko"))
    own = {stem for word in re.findall(r"[가-힣]{2,}", said) for stem in stems(word)}
    return frozenset({*listed.split(), *own, *_CURRENCIES.split(), *_ACCOUNTS.split()})


def stems(word: str, least: int = 2) -> Iterator[str]:
    """A word and what is left of it without each ending that it may have, of `least` letters or more."""
    yield word
    for particle in PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= least:
            yield word[: -len(particle)]


@lru_cache(maxsize=16384)
def is_ordinary(word: str) -> bool:
    """Whether a word, with or without its ending, is ordinary or made of ordinary ones."""
    return len(word) > _LONGEST or any(made_of(stem, words()) for stem in stems(word)) or _is_measure(word)


def _is_measure(word: str) -> bool:
    return any(mark.start == 0 for mark in attributes(word))


def made_of(word: str, known: frozenset[str] | set[str], depth: int = _DEEPEST) -> bool:
    """Whether a word is one of the known, or several of them after each other, with a letter before or behind."""
    if word in known:
        return True
    if depth == 0 or len(word) < 3:
        return False
    for cut in range(len(word) - 1, 1, -1):
        rest = word[cut:]
        if word[:cut] in known and (rest in _SUFFIXES if len(rest) == 1 else made_of(rest, known, depth - 1)):
            return True
    return word[0] in _PREFIXES and word[1:] in known
