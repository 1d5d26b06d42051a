"""What a result depends on."""

from pathlib import Path

from evaluation.bench.result import commit


def test_the_commit_is_found_in_a_checkout_and_in_a_linked_worktree(tmp_path: Path) -> None:
    git = tmp_path / "main" / ".git"
    linked = git / "worktrees" / "other"
    linked.mkdir(parents=True)
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (git / "refs" / "heads" / "main").write_text("a1\n", encoding="utf-8")
    (git / "packed-refs").write_text("# pack-refs\nb2 refs/heads/other\n", encoding="utf-8")
    (linked / "HEAD").write_text("ref: refs/heads/other\n", encoding="utf-8")
    (linked / "commondir").write_text("../..\n", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".git").write_text(f"gitdir: {linked}\n", encoding="utf-8")
    assert commit(tmp_path / "main") == "a1"
    assert commit(tmp_path / "other") == "b2"
    assert commit(tmp_path) is None
