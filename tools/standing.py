"""Learn how places of companies look, `stockelper/securities/standing.tsv`, from the questions of evaluation/cases.

    python tools/standing.py

A place is a company's where the planner, reading the question, finds just the companies that people wrote down; the other
words of those questions, but for those that carry no topic, are none. The same questions and rules give the same bytes.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from agents.planner.lexicon import patterns, table
from agents.planner.mentions import named
from evaluation.bench.routing import CASES, cases, half_of
from evaluation.voting.questions import QUESTIONS, fingerprint
from stockelper.language.normalise import normalise
from stockelper.securities.at import bundled_resolver
from stockelper.securities.standing import COMPANY, FILE, signs, tokens

TARGET = Path(__file__).parent.parent / "stockelper" / "securities" / FILE
STRENGTH, ROUNDS = 0.5, 300
"""How freely weights grow, and how often they are improved at most."""
OFTEN, LEAST = 4, 0.1
"""Places that a sign must be seen at, and the weight from which on it is kept."""
_HANGUL = re.compile("[가-힣]")
Place = tuple[tuple[str, ...], bool]


def main() -> None:
    """Train and write."""
    places = [place for text in _texts() for place in _places(text)]
    seen = Counter(sign for found, _ in places for sign in found)
    table_of_signs = DictVectorizer()
    rows = [dict.fromkeys((sign for sign in found if seen[sign] >= OFTEN), 1) for found, _ in places]
    matrix = table_of_signs.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(matrix, [company for _, company in places])
    weights = zip(table_of_signs.feature_names_, model.coef_[0], strict=True)
    kept = [f"{sign}\t{weight:.2f}" for sign, weight in weights if abs(weight) >= LEAST]
    head = f"# {len(places)} places, {sum(company for _, company in places)} of companies; questions {fingerprint()}"
    lines = [head, f"bias\t{model.intercept_[0]:.2f}", *kept]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _texts() -> Iterator[str]:
    """English questions in small letters with a sign for each company, where all of them were found."""
    for case in (*cases(QUESTIONS), *(case for case in cases(CASES) if half_of(case) == "seen")):
        question = normalise(str(case["question"]))
        if not _HANGUL.search(question):
            found = named(question, bundled_resolver())
            if set(found.securities) == set(cast("Sequence[str]", case.get("securities") or ())):
                yield found.plain


def _places(plain: str) -> Iterator[Place]:
    stop = frozenset(patterns(table("stop")["words"], "en"))
    words = [word for _, _, word in tokens(plain)]
    for at, word in enumerate(words):
        content = word.isalpha() and len(word) > 2 and word not in stop
        if content or word == COMPANY:
            yield signs(words, at), word == COMPANY


if __name__ == "__main__":
    main()
