"""Run calls at the same moment, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection

from promo.refusal import Refused

PATIENCE = 120  # seconds a busy machine may take to open fifty connections; nothing waits so long in vain


def together(*calls: Callable, deferred: bool = False) -> list:
    """What each call gave or raised, in order. `deferred` lets SQLite begin without taking its lock.

    Who gets no connection lets the others go, so that a test ends at once and with that reason.
    """
    start = threading.Barrier(len(calls), timeout=PATIENCE)
    results: list = [None] * len(calls)

    def run(place: int, call: Callable) -> None:
        try:
            _connect(start, deferred=deferred)
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "a writer hangs"
    return results


def _connect(start: threading.Barrier, *, deferred: bool) -> None:
    try:
        connection.ensure_connection()
        if deferred:
            connection.transaction_mode = "DEFERRED"
    except Exception:
        start.abort()
        raise
    start.wait()


def outcomes(results: Sequence) -> tuple[list, list[Refused]]:
    """(what was done, what was refused); anything else, such as a locked database, is an error of the test."""
    errors = [one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)]
    for error in sorted(errors, key=lambda error: isinstance(error, threading.BrokenBarrierError)):
        raise error  # the reason before those who were let go by it
    done = [result for result in results if not isinstance(result, Refused)]
    return done, [result for result in results if isinstance(result, Refused)]


def patience(*, comes: bool) -> float:
    """Seconds to wait for another: if they can come at all, a busy machine is given time; else a moment is enough."""
    return PATIENCE if comes else 2


def meeting(count: int, *, comes: bool) -> Callable[[], None]:
    """Wait for the others, and go on alone when they do not come."""
    barrier = threading.Barrier(count, timeout=patience(comes=comes))

    def meet() -> None:
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            return

    return meet
