"""How many mails a second are read and judged on one core, beside what parsing alone takes.

Generated mails of an inbox, 4.5 kB on average: 70 % with HTML, 1 % rejections; and a folder of
newsletters of 200 kB. Read and judged as a pass does it: mail that cannot be a rejection no further
than it takes to know that. In the same run: the same for every mail in full, as ``explain`` does;
the standard library's parser with its modern policy and ``get_body``; and with compat32, which only
parses. ``--mails`` sets how many (20,000 by default). The second part
reads and judges an mbox of rising size and prints the memory it took.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from _inbox import mails, newsletters

from assistant.config import Config
from assistant.mailboxes import iterate_mbox
from assistant.pipeline import read_and_judge
from assistant.playbook import load_playbook


def rate(name: str, work: Callable[[bytes], object], raws: Iterable[bytes], size: int) -> float:
    """Time one way over all mails; print and give mails a second."""
    start = time.perf_counter()
    count = 0
    for raw in raws:
        work(raw)
        count += 1
    seconds = time.perf_counter() - start
    print(f"  {name:34} {count / seconds:9,.0f} mails/s {size / seconds / 1e6:8.1f} MB/s", end="")
    return count / seconds


def compare(title: str, raws: list[bytes]) -> None:
    """Time the three ways in one run and print their ratios to the bare parse."""
    size = sum(map(len, raws))
    print(f"{title}: {len(raws):,} mails of {size / len(raws) / 1000:.1f} kB")
    playbook = load_playbook(Config())
    ways: dict[str, Callable[[bytes], object]] = {
        "compat32, parse only": email.message_from_bytes,
        "policy.default with get_body": lambda raw: email.message_from_bytes(
            raw, policy=email.policy.default
        ).get_body(("plain", "html")),
        "read and judge, in full": lambda raw: read_and_judge(raw, playbook, source=""),
        "read and judge": lambda raw: read_and_judge(raw, playbook, source="", thorough=False),
    }
    bare = 0.0
    for name, work in ways.items():
        found = rate(name, work, raws, size)
        bare = bare or found
        print(f"   {found / bare:5.2f} times compat32")


def memory(counts: Iterable[int]) -> None:
    """Read and judge mboxes of rising size; print the largest memory so far."""
    playbook = load_playbook(Config())
    print("an mbox, read and judged: largest memory so far")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "mbox"
            with path.open("wb") as mbox:
                for raw in mails(count):
                    mbox.write(b"From a@b Fri Nov 20 09:00:00 2026\n" + raw + b"\n")
            size = path.stat().st_size / 1e6
            for source, raw in iterate_mbox(path):
                read_and_judge(raw, playbook, source=source, thorough=False)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {count:7,} mails {size:8.1f} MB   {peak:6.0f} MB")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=20_000)
    count = parser.parse_args().mails
    memory((count // 20, count // 4))
    compare("mixed mail", list(mails(count)))
    compare("newsletters", list(newsletters(max(count // 200, 5))))


if __name__ == "__main__":
    main()
