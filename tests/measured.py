"""CPU time, for tests of how it grows: it is compared only with other measurements of the same run."""

import gc
import time
from collections.abc import Callable


def seconds_of(action: Callable[[], object], times: int = 5) -> float:
    """Return the lowest CPU time of several runs in seconds, with garbage collection disabled.

    Args:
        action: The function to measure.
        times: The number of runs.
    """
    measured = []
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            action()
            measured.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(measured)
