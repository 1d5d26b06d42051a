"""The page of results is what the benches wrote, each its own section."""

from pathlib import Path

from evaluation.bench.page import put
from evaluation.bench.result import Result, Row


def found(bench: str, value: float) -> Result:
    rows = (
        Row(f"{bench}.share", value, "fraction", 0.9, value / 0.9, 12_345, (0.8, 0.95)),
        Row("x", None, "s"),
    )
    return Result(bench, "abc123", 7, {"cores": 2, "memory_gb": 24.0}, {"prices": "d1"}, rows)


def test_a_section_tells_commit_seed_data_and_every_figure(tmp_path: Path) -> None:
    put(found("speed", 0.5), tmp_path / "results.md")
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "Commit `abc123`, seed 7, 2 cores, 24.0 GB." in text
    assert "- `prices` sha256 `d1`" in text
    assert "| speed.share | 0.5 | fraction | 0.9 | 0.5556 | 12,345 | 0.8 to 0.95 |" in text
    assert "| x |  | s |  |  |  |  |" in text


def test_a_run_replaces_its_own_section_and_leaves_the_others(tmp_path: Path) -> None:
    page = tmp_path / "results.md"
    for bench, value in (("speed", 0.5), ("accuracy", 0.6), ("speed", 0.7)):
        put(found(bench, value), page)
    text = page.read_text(encoding="utf-8")
    assert text.count("## speed") == 1
    assert text.index("## accuracy") < text.index("## speed")
    assert "accuracy.share | 0.6" in text
    assert "speed.share | 0.7" in text
    assert "speed.share | 0.5" not in text
    before = text
    put(found("speed", 0.7), page)
    assert page.read_text(encoding="utf-8") == before
