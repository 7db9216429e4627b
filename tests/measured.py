"""What some work costs, for tests of how a cost grows: CPU seconds, compared with others of the same run."""

import gc
import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU seconds of several runs, in which Python looks for no cycles among all it holds.

    Args:
        work: What is done.
        times: How often.
    """
    measured = []
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            work()
            measured.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(measured)
