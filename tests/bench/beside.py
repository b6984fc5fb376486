"""Two programs in turn, so that whatever else the machine does falls on both.

    python3 tests/bench/beside.py NEW OLD -- ARGUMENT...

Prints the shortest and the median run of each in milliseconds, and their ratios, new to old.
"""

import os
import statistics
import subprocess
import sys
import time

RUNS = 600


def run(words):
    begun = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, close_fds=False)
    return time.perf_counter() - begun


def main():
    split = sys.argv.index("--")
    programs, arguments = sys.argv[1:split], sys.argv[split + 1 :]
    times = {program: [] for program in programs}
    for _ in range(RUNS):
        for program in programs:
            times[program].append(1000 * run([program, *arguments]))
    new, old = ((min(times[each]), statistics.median(times[each])) for each in programs)
    for name, one, other in zip(("shortest", "median"), new, old):
        print(f"{' '.join(arguments)}: {name} {one:.2f} ms, before {other:.2f} ms, ratio {one / other:.2f}")


if __name__ == "__main__":
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    main()
