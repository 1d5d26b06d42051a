import pytest

from ui.output import say, show


def test_a_hostile_address_does_not_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for write in (show, say):
        write("a\x1b]0;title\x07 b\x9b2J\n\tc")
    printed = capsys.readouterr()
    assert printed.out == printed.err == "a]0;title b2J\n\tc\n"
