"""A made-up folder of the movement benchmarks."""

from pathlib import Path

import pytest

from tests.forecasting.movement.made_up import Made, write


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A folder whose files end with the validation part."""
    return write(tmp_path)
