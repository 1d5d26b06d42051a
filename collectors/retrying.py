"""When the polite client asks again, and how long it waits before it does."""

from collections.abc import Callable

import tenacity

from collectors.refusals import NotSent
from stockelper.errors import SourceError, Throttled, Unreachable

ATTEMPTS, ATTEMPTS_TO_CONNECT = 3, 2
LONGEST_WAIT = 20.0
"""Seconds that a run waits because a server asks to; for more it ends, and the scheduler comes back."""
_backoff = tenacity.wait_random_exponential(multiplier=0.5, max=6.0)


def retrying(method: str, sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Who calls again what a request of that method failed in, with `sleep` between; at last the error is raised."""
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(lambda error: _is_worth_it(error, method)),
        wait=_wait_before,
        stop=_is_enough,
        sleep=sleep,
        reraise=True,
    )


def _is_worth_it(error: BaseException, method: str) -> bool:
    """Whether the same request may get a better answer. A body that was sent is not sent twice unasked."""
    if isinstance(error, Throttled):
        return error.code == "source_pause" and float(error.parameters["retry_after"] or 0) <= LONGEST_WAIT
    if method == "POST":
        return isinstance(error, NotSent)
    return isinstance(error, Unreachable) or (isinstance(error, SourceError) and error.code == "source_cut")


def _error_of(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _wait_before(state: tenacity.RetryCallState) -> float:
    error = _error_of(state)
    asked = float(error.parameters["retry_after"] or 0) if isinstance(error, Throttled) else 0.0
    return asked + _backoff(state)


def _is_enough(state: tenacity.RetryCallState) -> bool:
    most = ATTEMPTS_TO_CONNECT if isinstance(_error_of(state), NotSent) else ATTEMPTS
    return state.attempt_number >= most
