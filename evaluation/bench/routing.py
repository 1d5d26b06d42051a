"""How well questions are routed: our own cases, split by hash, and out-of-scope questions of CLINC150.

The `seen` half was looked at while the planner's words were written; the `unseen` half was written before
them and is only scored. CLINC150's questions were written by others, for another assistant: nearly all of
them are out of scope here (those to the assistant itself are left out).
"""

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Literal, cast

from agents.planner import plan
from evaluation.bench.result import BenchOptions, Row
from stockelper.clock import Clock, parse_as_of
from stockelper.errors import BadInput
from stockelper.securities.at import bundled_resolver
from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

CASES = Path(__file__).parent.parent / "cases" / "routing.jsonl"
CLINC = "routing/clinc150_train_val.json.gz"
AS_OF = "2025-12-30"
Half = Literal["seen", "unseen"]
_Z = 1.96
_PARTS = ("kinds", "main_kind", "securities", "clarify", "language", "window", "horizon")
_TARGETS = {"kinds": 0.90, "securities": 0.95, "out_of_scope": 0.90}
_TO_THE_ASSISTANT = frozenset(
    [
        "what_can_i_ask_you",
        "what_is_your_name",
        "who_made_you",
        "who_do_you_work_for",
        "are_you_a_bot",
        "change_language",
        "greeting",
        "goodbye",
        "thank_you",
        "change_ai_name",
        "change_user_name",
        "how_old_are_you",
        "where_are_you_from",
        "what_are_your_hobbies",
        "do_you_have_pets",
        "user_name",
        "reset_settings",
        "sync_device",
        "cancel",
        "yes",
        "no",
        "maybe",
        "repeat",
        "change_accent",
        "change_speed",
        "whisper_mode",
        "change_volume",
        "pin_change",
        "account_blocked",
    ]
)


@dataclass(frozen=True)
class Asked:
    """What planning reads: the bundled securities and a fixed clock."""

    resolver: Resolver
    clock: Clock


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The cases and, where it is, CLINC150."""
    paths = (options.data or CASES, options.shared_data / CLINC)
    return {path.name: path for path in paths if path.exists()}


def half_of(case: Mapping[str, object]) -> Half:
    """Which half a case belongs to: by the hash of its conversation, or of its id.

    Cases written later, to find out what was missing, say themselves that they have been seen.
    """
    if case.get("half") == "seen":
        return "seen"
    key = str(case.get("thread") or case["id"])
    return "seen" if hashlib.sha256(key.encode()).digest()[0] % 2 == 0 else "unseen"


def cases(path: Path) -> list[dict[str, object]]:
    """The cases of a file of JSON lines. Raises BadInput naming the file when it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [cast("dict[str, object]", json.loads(line)) for line in lines if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise BadInput("unreadable_file", path=str(path), reason=str(error)) from error


def planned(
    asked: Sequence[Mapping[str, object]], context: Asked
) -> Iterator[tuple[Mapping[str, object], Plan]]:
    """Each case with its plan; cases of one thread are turns of one conversation."""
    threads: dict[str, list[Plan]] = defaultdict(list)
    for case in asked:
        before = threads[str(case["thread"])] if case.get("thread") else []
        made = plan(str(case["question"]), context, tuple(before))
        before.append(made)
        yield case, made


def run(options: BenchOptions) -> list[Row]:
    """Score both halves, the speed and CLINC150."""
    context = Asked(bundled_resolver(), Clock(parse_as_of(AS_OF)))
    plan("삼성전자 주가", context)
    found = list(planned(cases(options.data or CASES), context))
    rows = [
        row
        for half in ("seen", "unseen")
        for row in _scored(half, [f for f in found if half_of(f[0]) == half])
    ]
    speeds = sorted(made.ms for _, made in found)
    p95 = speeds[int(len(speeds) * 0.95)]
    rows.append(Row("routing.plan_ms_p95", p95, "ms", 10.0, p95 / 10.0, len(speeds)))
    clinc = options.shared_data / CLINC
    return [*rows, *_clinc(clinc, context)] if clinc.exists() else rows


def judged(case: Mapping[str, object], made: Plan) -> dict[str, bool]:
    """Which parts of a plan are as the case wants them; a part that the case says nothing of is not judged."""
    window = made.window.label if made.window else None
    wanted = cast("Sequence[str]", case["kinds"])
    found = {
        "kinds": set(made.kinds) == set(wanted),
        "main_kind": made.kinds[0] == wanted[0],
        "securities": set(made.securities) == set(cast("Sequence[str]", case["securities"])),
        "clarify": (made.clarify is not None) == case["clarify"],
        "language": made.language == case["language"],
    }
    if "window" in case:
        found["window"] = window == case["window"]
    if "horizon_days" in case:
        found["horizon"] = made.horizon_days == case["horizon_days"]
    return found


def _scored(half: str, found: Sequence[tuple[Mapping[str, object], Plan]]) -> list[Row]:
    hits_by, cases_by = Counter[str](), Counter[str]()
    for case, made in found:
        verdicts = judged(case, made)
        cases_by.update(verdicts.keys())
        hits_by.update(name for name, right in verdicts.items() if right)
    rows = [
        _share(f"routing.{half}.{name}", hits_by[name], cases_by[name], _TARGETS.get(name)) for name in _PARTS
    ]
    for kind in ("out_of_scope", "unsafe"):
        of_kind = [made for case, made in found if kind in cast("Sequence[str]", case["kinds"])]
        others = [made for case, made in found if kind not in cast("Sequence[str]", case["kinds"])]
        hits, alarms = (sum(kind in made.kinds for made in group) for group in (of_kind, others))
        rows.append(_share(f"routing.{half}.{kind}_recall", hits, len(of_kind), _TARGETS.get(kind)))
        rows.append(_share(f"routing.{half}.{kind}_false_alarms", alarms, len(others), None))
    return rows


def _clinc(path: Path, context: Asked) -> list[Row]:
    splits = cast("dict[str, list[list[str]]]", json.loads(gzip.decompress(path.read_bytes())))
    rows: list[Row] = []
    for split in ("val", "oos_val"):
        texts = [text for text, intent in splits[split] if intent not in _TO_THE_ASSISTANT]
        hits = sum(plan(text, context).kinds == ("out_of_scope",) for text in texts)
        rows.append(_share(f"routing.clinc150_{split}.out_of_scope_recall", hits, len(texts), None))
    return rows


def _share(name: str, hits: int, total: int, target: float | None) -> Row:
    """A share with its Wilson interval."""
    if not total:
        return Row(name, None, "fraction", n=0)
    share = hits / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    width = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / (1 + _Z**2 / total)
    ci = (round(middle - width, 4), round(middle + width, 4))
    ratio = round(share / target, 4) if target else None
    return Row(name, round(share, 4), "fraction", target, ratio, total, ci)
