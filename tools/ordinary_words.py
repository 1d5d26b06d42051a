"""Write the ordinary Korean words that the verifier knows, `agents/verifier/ordinary_words.txt`.

    python tools/ordinary_words.py ../shared/data

Single words alone go in, each from several texts (headlines, translated finance sentences, sentence pairs, exam
questions, descriptions of businesses); names of listed companies and of people with a title stay out, and so does
what is made of shorter words of the list.
"""

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from agents.verifier.ordinary import made_of, stems
from stockelper.securities.at import bundled_resolver

TARGET = Path(__file__).parent.parent / "agents" / "verifier" / "ordinary_words.txt"
NEWS = (
    ("news/naver_headlines_3cos_2017_2022.csv.gz", ("title",)),
    ("news/naver_titles_by_month_2019-12_2021-01.csv.gz", ("title",)),
    ("listings/krx_desc_2026-03-20.csv.gz", ("Industry", "Products", "Region")),
)
PLAIN = (
    ("sentiment/phrasebank_en_ko.csv.gz", ("sentence_ko",)),
    ("similarity/korsts_train.tsv.gz", ("sentence1", "sentence2")),
    ("similarity/korsts_dev.tsv.gz", ("sentence1", "sentence2")),
    ("qa/kfineval_knowledge_mcq.csv.gz", ("question", "A", "B", "C", "D", "E")),
    ("safety/refusal_ko_llmjudge.csv.gz", ("answer",)),
)
"""Sentences of everyday language, where few words are names."""
LEAST, LEAST_PLAIN, OF_A_NAME = 3, 2, 8
"""Texts that a word must be in, those of plain language, and those that excuse a word that also begins names."""
TITLED = re.compile(
    r"(?<![가-힣])([김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원][가-힣]{2})\s?"
    r"(?:부회장|회장|부사장|사장|대표|의원|장관|총리|대통령|의장|총재|위원장|교수|행장|감독|선수|기자|씨|연구원)"
)
WIDTH = 110


def main(folder: Path) -> None:
    """Write the list from the data in a folder."""
    news, plain = list(_texts(folder, NEWS)), list(_texts(folder, PLAIN))
    in_news, in_plain = _counted(news), _counted(plain)
    often = {w for w, n in (in_news + in_plain).items() if n >= LEAST}
    often |= {w for w, n in in_plain.items() if n >= LEAST_PLAIN and in_news[w]}
    names = _names(in_plain) | {m[1] for text in (*news, *plain) for m in TITLED.finditer(text)}
    kept: set[str] = set()
    for word in sorted(often - names, key=lambda w: (len(w), w)):
        if not any(made_of(stem, kept) for stem in stems(word)):
            kept.add(word)
    TARGET.write_text("\n".join(_lines(sorted(kept))) + "\n", encoding="utf-8")


def _texts(folder: Path, files: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for path, columns in files:
        tabs = ".tsv" in path
        with gzip.open(folder / path, "rt", encoding="utf-8", newline="") as file:
            reader = csv.DictReader(
                file, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
            )
            for row in reader:
                yield " ".join(row[column] or "" for column in columns)


def _counted(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word is, with and without its ending."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({stem for word in re.findall(r"[가-힣]{2,}", text) for stem in stems(word)})
    return counts


def _names(in_plain: Counter[str]) -> set[str]:
    """The names of listed companies and what two or more of them begin with, unless plain language has it as well."""
    beginnings: Counter[str] = Counter()
    whole: set[str] = set()
    for record in bundled_resolver().listing.records():
        found = re.match(r"[가-힣]{2,}", record.name)
        if found:
            whole.add(found[0])
            beginnings.update(found[0][:n] for n in range(2, len(found[0]) + 1))
    shared = {word for word, n in beginnings.items() if n >= 2}
    return {word for word in whole | shared if in_plain[word] < OF_A_NAME}


def _lines(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


if __name__ == "__main__":
    main(Path(sys.argv[1]))
