"""Which securities scheduled jobs follow because people asked about them."""

from datetime import UTC, datetime, timedelta

from collectors.following import MOST, follow, followed
from stockelper.store.documents import Documents

FIRST = datetime(2026, 11, 24, 7, 10, tzinfo=UTC)


def test_who_was_asked_about_for_the_longest_time_is_forgotten_for_a_new_one(store: Documents) -> None:
    for number in range(MOST + 3):
        follow(store, [f"US:A{number}"], FIRST + timedelta(minutes=number))
    follow(store, ["US:A3"], FIRST + timedelta(days=1))
    kept = followed(store)
    assert len(kept) == MOST == store.count("followed")
    assert kept[:2] == ["US:A3", f"US:A{MOST + 2}"]
    assert "US:A2" not in kept


def test_nobody_is_followed_before_somebody_asks(store: Documents) -> None:
    assert followed(store) == []
