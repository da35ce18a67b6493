"""The BASIC kernel beside Python's, in one run: start, a trivial cell, a loop of a million steps.

    .venv/bin/python benchmarks/kernel.py [--starts 5] [--cells 50]

The two kernels take turns, so that a machine that is busy for a while is busy for both.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

KERNELS = ("python3", "botmail")
STEPS = 1_000_000
TRIVIAL = "1 + 1"
LOOPS = {
    "python3": f"total = 0\ni = 1\nwhile i <= {STEPS}:\n    total = total + i\n    i = i + 1",
    "botmail": f"total = 0\ni = 1\nWHILE i <= {STEPS}\n    total = total + i\n    i = i + 1\nWEND",
}
COUNTED = {
    "python3": f"total = 0\nfor i in range(1, {STEPS} + 1):\n    total = total + i",
    "botmail": f"total = 0\nFOR i = 1 TO {STEPS}\n    total = total + i\nNEXT",
}
SECONDS_TO_WAIT = 120


@contextmanager
def kernel(name: str) -> Iterator[tuple[BlockingKernelClient, float]]:
    """A started kernel, and the seconds until it answered."""
    begun = perf_counter()
    manager = KernelManager(kernel_name=name)
    with tempfile.TemporaryDirectory() as folder:
        manager.start_kernel(cwd=folder)
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=SECONDS_TO_WAIT)
            yield client, perf_counter() - begun
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def seconds_of(client: BlockingKernelClient, code: str) -> float:
    """Seconds of one cell, from the request to the kernel being idle again."""
    begun = perf_counter()
    reply = client.execute_interactive(code, output_hook=lambda _: None, timeout=SECONDS_TO_WAIT)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"a cell failed: {reply['content'].get('evalue')}")
    return perf_counter() - begun


def measure(starts: int, cells: int) -> dict[str, dict[str, float]]:
    """Medians in seconds by kernel and figure."""
    taken: dict[str, dict[str, list[float]]] = {name: {} for name in KERNELS}
    for _ in range(starts):
        for name in KERNELS:
            with kernel(name) as (client, start):
                figures = {
                    "start": [start],
                    "first cell": [seconds_of(client, TRIVIAL)],
                    "trivial cell": [seconds_of(client, TRIVIAL) for _ in range(cells)],
                    "WHILE of a million": [seconds_of(client, LOOPS[name])],
                    "FOR of a million": [seconds_of(client, COUNTED[name])],
                }
            for figure, seconds in figures.items():
                taken[name].setdefault(figure, []).extend(seconds)
    return {name: {figure: median(seconds) for figure, seconds in by.items()} for name, by in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="The BASIC kernel beside Python's, in one run.")
    parser.add_argument("--starts", type=int, default=5, help="how often each kernel is started (5)")
    parser.add_argument("--cells", type=int, default=50, help="trivial cells in each (50)")
    options = parser.parse_args()
    medians = measure(options.starts, options.cells)
    print("| median | python3 | botmail | ratio |\n|---|---:|---:|---:|")
    for figure, python in medians["python3"].items():
        basic = medians["botmail"][figure]
        print(f"| {figure} | {python * 1000:,.1f} ms | {basic * 1000:,.1f} ms | {basic / python:.2f} |")


if __name__ == "__main__":
    main()
