"""The page on adding a collector is followed to the letter, in a copy of the tree."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "add-a-collector.md").read_text(encoding="utf-8")
SOURCE, IMPORT, LINE, ANSWER, ENTRY = re.findall(r"```(?:python|text)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "collectors", tmp_path / "collectors", ignore=unwanted)
    shutil.copytree(ROOT / "tests" / "collectors", tmp_path / "tests" / "collectors", ignore=unwanted)
    for name in ("tests/__init__.py", "tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def put_at_the_end_of(name: str, entry: str, text: str, closing: str) -> str:
    """The text with an entry before the line that closes `name`."""
    start = re.search(rf"^{name}\b", text, re.MULTILINE)
    assert start is not None
    end = text.index(f"\n{closing}\n", start.end()) + 1
    return text[:end] + entry + text[end:]


def follow(tree: Path) -> None:
    (tree / "collectors/sources/ecb.py").write_text(SOURCE, encoding="utf-8")
    registry = tree / "collectors/registry.py"
    text = registry.read_text(encoding="utf-8")
    first = text.index("from collectors")
    text = put_at_the_end_of("_LISTED", LINE, text[:first] + IMPORT + text[first:], ")")
    registry.write_text(text, encoding="utf-8")
    recorded = tree / "tests/collectors/recorded.py"
    text = put_at_the_end_of("EXAMPLES", ENTRY, recorded.read_text(encoding="utf-8"), "}")
    at = text.index("JANUARY =")
    recorded.write_text(text[:at] + ANSWER + "\n\n" + text[at:], encoding="utf-8")


def test_the_page_s_source_passes_the_contract(tree: Path) -> None:
    follow(tree)
    (command,) = re.findall(r"```\n(python -m pytest .*)\n```", PAGE)
    words = [sys.executable, *command.split()[1:]]
    done = subprocess.run(words, cwd=tree, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"\[100%\]", done.stdout)
    assert passed is not None
    assert done.stdout.count(".") >= 10


def test_the_page_s_source_is_well_formed(tree: Path) -> None:
    follow(tree)
    ruff = Path(sys.executable).parent / "ruff"
    for check in (["check"], ["format", "--check"]):
        line = [str(ruff), *check, "collectors/sources/ecb.py"]
        done = subprocess.run(line, cwd=tree, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout
