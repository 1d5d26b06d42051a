"""The forms of English verbs, so that a rule names a verb once: `<v:snap up|buy>` stands for all its forms."""

import re

_IRREGULAR = {
    "be": "is are was were been being", "bear": "bore borne", "become": "became become", "begin": "began begun",
    "bid": "bid", "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought", "cast": "cast",
    "catch": "caught", "choose": "chose chosen", "come": "came come", "cut": "cut", "deal": "dealt", "draw": "drew drawn",
    "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "feed": "fed", "fight": "fought", "find": "found",
    "get": "got gotten", "give": "gave given", "go": "went gone", "grow": "grew grown", "have": "had has", "hit": "hit",
    "hold": "held", "keep": "kept", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
    "lose": "lost", "make": "made", "meet": "met", "outdo": "outdid outdone", "outbid": "outbid", "freeze": "froze frozen", "seek": "sought", "sweep": "swept",
    "outrun": "outran", "outsell": "outsold", "overtake": "overtook overtaken", "pay": "paid", "put": "put",
    "quit": "quit quitted", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "sell": "sold",
    "send": "sent", "set": "set", "shake": "shook shaken", "shed": "shed", "show": "showed shown", "shut": "shut",
    "sink": "sank sunk", "sit": "sat", "slide": "slid", "slit": "slit", "speak": "spoke spoken", "spend": "spent",
    "spin": "spun", "split": "split", "spread": "spread", "stand": "stood", "steal": "stole stolen", "stick": "stuck",
    "strike": "struck", "swing": "swung", "take": "took taken", "teach": "taught", "tear": "tore torn", "tell": "told",
    "throw": "threw thrown", "undercut": "undercut", "wear": "wore worn", "win": "won", "withdraw": "withdrew withdrawn",
    "withhold": "withheld", "uphold": "upheld", "bet": "bet", "reset": "reset", "blow": "blew blown", "hang": "hung",
    "undertake": "undertook undertaken", "foresee": "foresaw foreseen", "fly": "flew flown", "cling": "clung",
    "bite": "bit bitten", "burst": "burst", "leap": "leapt leaped", "reverse-split": "reverse-split",
    "weave": "wove woven", "write": "wrote written", "rewrite": "rewrote rewritten", "overpay": "overpaid",
}  # fmt: skip
_DOUBLED = frozenset([
    "bag", "nab", "snag", "snap", "tap", "chop", "lop", "trim", "slap", "grab", "plug", "pin", "pit", "pen", "ship",
    "stop", "drop", "skip", "scrap", "strip", "tip", "top", "trip", "rip", "rub", "spar", "star", "stab", "step", "swap",
    "hop", "flip", "flag", "fit", "dip", "dig", "club", "chip", "can", "bar", "ban", "bin", "prop", "mop", "map", "outfit",
    "plan", "pop", "outstrip", "equip", "rag", "rig", "shun", "slip", "snub", "tag", "tug", "wed", "wrap", "zip",
    "control", "omit", "cap", "drag", "net", "dim", "gun", "outgun", "nod", "annul", "allot", "beg", "skid", "trap", "grip",
    "slot", "lag", "unwrap", "backstop", "bet", "reset", "dog", "leapfrog", "lob", "nip", "stun", "reverse-split",
    "refer", "transfer", "commit", "submit", "permit", "admit", "defer", "compel", "repel",
])  # fmt: skip
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def forms(verb: str) -> tuple[str, ...]:
    """Base, third person, past, participle and -ing of a verb, whose particle (snap *up*) follows each."""
    base, _, rest = verb.partition(" ")
    parts = {base, _third(base), *_pasts(base), _ing(base)}
    return tuple(sorted(f"{part} {rest}" if rest else part for part in parts))


def conjugated(pattern: str) -> str:
    """A pattern with each `<v:a|b c>` written out as any form of any of its verbs."""
    return re.sub(r"<v:([^>]+)>", lambda match: _any(match.group(1).split("|")), pattern)


def _any(verbs: list[str]) -> str:
    every = sorted({form for verb in verbs for form in forms(verb)}, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(one).replace(chr(92) + ' ', ' ') for one in every)})"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(_SIBILANT) else "s")


def _pasts(base: str) -> list[str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base].split()
    if base.endswith("e"):
        return [base + "d"]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return [base[:-1] + "ied"]
    return [base + (base[-1] if base in _DOUBLED else "") + "ed"]


_RUNS = frozenset(["run", "cut", "get", "let", "put", "set", "win", "hit", "sit", "begin", "split", "spin", "shed", "shut", "quit", "bid", "outrun", "outbid", "undercut", "slit"])  # fmt: skip


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED or base in _RUNS else "") + "ing"
