"""How long the command takes to start: --help, and explain of one mail, beside bare Python.

Prints the median of several runs in seconds and the ratio to the bare interpreter. The first run
of each, which fills caches, is not counted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
MAIL = Path(__file__).parents[1] / "assistant" / "demo_mailbox" / "8-hiring-manager-says-no.eml"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "--help": ["-m", "assistant", "--help"],
    "explain of one mail": ["-m", "assistant", "explain", str(MAIL)],
    "explain --json": ["-m", "assistant", "explain", "--json", str(MAIL)],
}


def seconds(arguments: list[str]) -> float:
    """Give the median wall-clock time of a command."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main() -> None:
    """Measure every command and print the table."""
    found = {name: seconds(arguments) for name, arguments in COMMANDS.items()}
    bare = next(iter(found.values()))
    for name, median in found.items():
        print(f"{name:22} {median:6.3f} s   {median / bare:5.1f} times bare Python")


if __name__ == "__main__":
    main()
