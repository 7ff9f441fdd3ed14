"""Run calls at the same moment, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection

from promo.refusal import Refused


def together(*calls: Callable, deferred: bool = False) -> list:
    """What each call gave or raised, in order. `deferred` lets SQLite begin without taking its lock."""
    start = threading.Barrier(len(calls), timeout=20)
    results: list = [None] * len(calls)

    def run(place: int, call: Callable) -> None:
        try:
            connection.ensure_connection()
            if deferred:
                connection.transaction_mode = "DEFERRED"
            start.wait()
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "a writer hangs"
    return results


def outcomes(results: Sequence) -> tuple[list, list[Refused]]:
    """(what was done, what was refused); anything else, such as a locked database, is an error of the test."""
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, Refused):
            raise result
    done = [result for result in results if not isinstance(result, Refused)]
    return done, [result for result in results if isinstance(result, Refused)]


def broken(wait: Callable) -> None:
    """Wait for the others, and go on alone when they do not come."""
    try:
        wait()
    except threading.BrokenBarrierError:
        return
