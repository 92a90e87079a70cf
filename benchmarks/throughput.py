"""How many mails a second are read and judged on one core, beside what parsing alone takes.

Generated mails, 4.5 kB on average: 70 % with HTML, 1 % rejections; and a folder of newsletters of
200 kB. In the same run: the standard library's parser with its modern policy and ``get_body``, and
with compat32, which only parses. ``--mails`` sets how many (20,000 by default). The second part
reads and judges an mbox of rising size and prints the memory it took.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path

from assistant.config import Config
from assistant.mailboxes import iterate_mbox
from assistant.pipeline import read_and_judge
from assistant.playbook import load_playbook

SEED = 20261123
SENTENCES = (
    "The minutes of Tuesday's meeting are in the shared folder.",
    "Your parcel left our warehouse this morning and arrives on Friday.",
    "Could you have a look at the numbers before we send them out?",
    "The garden club meets behind the library, whatever the weather.",
    "Please find the invoice for October attached.",
    "We have received your application and will come back to you within two weeks.",
    "Save the date: the release party is on the ninth.",
    "The build failed again on the second runner, I will restart it.",
    "Thank you for your order, it is on its way.",
    "Would Thursday at three suit you for the interview?",
    "There are twelve new jobs that match your search this week.",
    "I am out of the office until Monday and read my mail now and then.",
)
REJECTION = (
    "Thank you for taking the time to talk to us about the {job} role. After careful thought we "
    "have decided to move forward with another candidate. We wish you all the best."
)
JOBS = ("Data Engineer", "Nurse", "Cook", "Teacher", "Site Manager", "Analyst")


def mails(count: int, *, size: int = 6_000, seed: int = SEED) -> Iterator[bytes]:
    """Generate mails of at most about ``size`` bytes, always the same ones."""
    chance = random.Random(seed)
    for number in range(count):
        yield _mail(chance, number, size)


def newsletters(count: int) -> Iterator[bytes]:
    """Generate newsletters: HTML of 200 kB with a table for each item."""
    chance = random.Random(SEED)
    for number in range(count):
        items = "".join(
            f'<table width="600"><tr><td style="font:14px Arial"><a href="https://n.example/{item}">'
            f"Item {item}</a><br>{chance.choice(SENTENCES)}</td></tr></table>"
            for item in range(1_150)
        )
        mail = _envelope(chance, number)
        mail.set_content(f"<html><body>{items}</body></html>", subtype="html", cte="8bit")
        yield mail.as_bytes()


def _mail(chance: random.Random, number: int, size: int) -> bytes:
    mail = _envelope(chance, number)
    rejected = chance.random() < 0.01
    wanted = size * chance.uniform(0.2, 1.2)
    kind = chance.random()
    overhead = 500 if kind < 0.3 else 1_500
    text = _text(chance, int(max(wanted - overhead, 200) / (2 if 0.3 <= kind < 0.6 else 1)))
    if rejected:
        text = f"Dear Kim,\n\n{REJECTION.format(job=chance.choice(JOBS))}\n\n{text}"
    if kind < 0.6:
        mail.set_content(text)
    if kind >= 0.3:
        add = mail.set_content if kind >= 0.6 else mail.add_alternative
        add(_html(text), subtype="html", cte=chance.choice(("quoted-printable", "8bit", "base64")))
    return mail.as_bytes()


def _envelope(chance: random.Random, number: int) -> EmailMessage:
    mail = EmailMessage()
    name = chance.choice(("Ana Roe", "Bo Berg", "Acme Newsletter", "José Nuñez", "Shop"))
    domain = f"host{chance.randrange(400)}.example"
    for field, value in {
        "Return-Path": f"<bounce-{number}@{domain}>",
        "Delivered-To": "kim@example.com",
        "Received": f"from mx.{domain} by mx.example.com; Fri, 20 Nov 2026 09:00:00 +0000",
        "Authentication-Results": f"mx.example.com; dkim=pass header.d={domain}; dmarc=pass",
        "Message-ID": f"<{number}.{chance.getrandbits(64):x}@{domain}>",
        "Date": "Fri, 20 Nov 2026 09:00:00 +0000",
        "From": f"{name} <{name.split()[0].lower()}@{domain}>",
        "To": "Kim Doe <kim@example.com>",
        "Subject": chance.choice(("Hello", "Your order", "Minutes", "Ihre Anfrage für März")),
        "X-Mailer": "Some Mailer 4.2",
    }.items():
        mail[field] = value
    return mail


def _text(chance: random.Random, size: int) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(" ".join(chance.choices(SENTENCES, k=chance.randint(1, 4))))
    return "\n\n".join(paragraphs)


def _html(text: str) -> str:
    paragraphs = "".join(
        f'<p style="margin:0 0 12px;font-size:14px">{paragraph}</p>'
        for paragraph in text.split("\n\n")
    )
    style = "<style>p { color: #333 } .preheader { display: none }</style>"
    return (
        f"<html><head>{style}</head><body><div class='preheader' style='display:none'>Look"
        f"</div>{paragraphs}<img src='https://t.example/p.gif' width='1' height='1'></body></html>"
    )


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
        "read and judge": lambda raw: read_and_judge(raw, playbook, source=""),
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
                read_and_judge(raw, playbook, source=source)
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
