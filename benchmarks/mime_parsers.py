"""The standard library's MIME parser against fast-mail-parser: on hostile mail, then on speed.

Run ``python benchmarks/mime_parsers.py``; the figures in docs/reading.md were printed by it.
Robust means: no exception but the documented one, the right text, and ids as they were written.
"""

from __future__ import annotations

import base64
import email
import email.policy
import quopri
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message as StandardMessage
from pathlib import Path
from typing import TypeVar

from fast_mail_parser import ParseError, PyLazyMimePart, parse_email_tree

sys.path.insert(0, str(Path(__file__).parent.parent))

from assistant.reading import read_headers, read_message

Node = TypeVar("Node")
WORDS = [
    "thank",
    "you",
    "for",
    "the",
    "time",
    "you",
    "took",
    "to",
    "speak",
    "with",
    "our",
    "team",
    "about",
    "this",
    "role",
    "and",
    "for",
    "your",
    "interest",
    "we",
    "have",
    "now",
    "finished",
    "all",
    "conversations",
    "and",
    "decided",
    "to",
    "go",
    "on",
    "with",
    "somebody",
    "whose",
    "experience",
    "is",
    "closer",
    "to",
    "what",
    "the",
    "project",
    "needs",
    "at",
    "the",
    "moment",
    "this",
    "was",
    "no",
    "easy",
    "choice",
    "for",
    "anybody",
    "here",
]
LONG_ID = f"<{'A1b2C3d4' * 11}@EUR05-DB9-obe.mail.example.com>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A mail, the words its text must hold, and the ids its fields must give back unchanged."""

    name: str
    raw: bytes
    wanted: bytes = b"the decision"
    references: str = ""
    once: bool = False
    """The words stand in two alternatives, of which one is to be taken."""


def ordinary_mails(count: int = 400, seed: int = 7) -> list[bytes]:
    """Make mails of 4.5 kB on average, 70 % of them with HTML, half of those with text beside."""
    chance = random.Random(seed)
    return [_ordinary(chance, number) for number in range(count)]


def _ordinary(chance: random.Random, number: int) -> bytes:
    paragraphs = [" ".join(chance.choices(WORDS, k=chance.randint(18, 60))) for _ in range(4)]
    kind = chance.random()
    plain = _plain(paragraphs)
    if kind < 0.3:
        return _with_headers(number, b"Content-Type: text/plain; charset=utf-8", plain)
    page = _page(paragraphs, chance.randint(2, 12))
    if kind < 0.65:
        return _with_headers(
            number,
            b"Content-Type: text/html; charset=utf-8\r\n"
            b"Content-Transfer-Encoding: quoted-printable",
            _crlf(quopri.encodestring(page)),
        )
    body = b"\r\n".join(
        (
            b"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n",
            plain,
            b"--b1\r\nContent-Type: text/html; charset=utf-8",
            b"Content-Transfer-Encoding: base64\r\n",
            _crlf(base64.encodebytes(page)),
            b"--b1--\r\n",
        )
    )
    return _with_headers(number, b'Content-Type: multipart/alternative; boundary="b1"', body)


def _plain(paragraphs: list[str]) -> bytes:
    text = "\r\n\r\n".join(("Dear Kim,", *paragraphs, "Kind regards,\r\nSam Roe\r\nTalent Partner"))
    return f"{text}\r\n".encode()


def _page(paragraphs: list[str], rows: int) -> bytes:
    style = "font-family:Arial,sans-serif;font-size:14px;line-height:20px;color:#333333"
    cells = "".join(
        f'<tr><td align="left" style="{style}"><p>{paragraph}</p></td></tr>\n'
        for paragraph in ("Dear Kim,", *paragraphs, "Kind regards,<br>Sam Roe")
    )
    links = '<tr><td><a href="https://jobs.example.com/a">Jobs</a></td></tr>\n' * rows
    return (
        "<!DOCTYPE html><html><head><style>.a{color:red}</style></head><body>"
        '<div style="display:none;max-height:0">A word about your application</div>'
        f'<table width="100%" cellpadding="0">{cells}{links}</table></body></html>'
    ).encode()


def _with_headers(number: int, content: bytes, body: bytes) -> bytes:
    return b"\r\n".join(
        (
            b"Delivered-To: kim@example.com",
            b"Received: by 2002:a05:6402:4ca with SMTP id n10csp1234567edw;",
            b"        Fri, 20 Nov 2026 01:00:00 -0800 (PST)",
            b"Return-Path: <bounces+kim=example.com@mail.example.org>",
            b"Received: from mail.example.org (mail.example.org. [192.0.2.7])",
            b"        by mx.example.com with ESMTPS id d2si123",
            b"        for <kim@example.com>; Fri, 20 Nov 2026 01:00:00 -0800 (PST)",
            b"Authentication-Results: mx.example.com;",
            b"       dkim=pass header.i=@example.org header.s=s1 header.b=abcdefgh;",
            b"       spf=pass (mx: domain designates 192.0.2.7 as permitted) smtp.mailfrom=x;",
            b"       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.org",
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;",
            b"        h=from:subject:mime-version:to:content-type; bh=" + b"Q2FyZQ" * 7 + b"=;",
            b"        b=" + b"\r\n         ".join(b"c2lnbmF0dXJl" * 5 for _ in range(5)),
            b"From: =?utf-8?Q?S=C3=A1m_Roe?= <sam.roe@example.org>",
            b"To: Kim Doe <kim@example.com>",
            b"Subject: Your application to Example Org",
            b"Date: Fri, 20 Nov 2026 09:00:00 +0000",
            b"Message-ID: <%d.20261120@mail.example.org>" % number,
            b"MIME-Version: 1.0",
            content,
            b"",
            body,
        )
    )


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def hostile_mails() -> list[Case]:
    """Make mails that are broken, sloppy or meant to hurt."""
    return [*_odd_headers(), *_odd_texts(), *_odd_structures()]


def _simple(fields: bytes, body: bytes = b"This is the decision.\r\n") -> bytes:
    return b"From: sam@example.org\r\n" + fields + b"\r\n\r\n" + body


def _odd_headers() -> list[Case]:
    many = " ".join(f"<{number}.{'x' * 70}@example.org>" for number in range(40))
    return [
        Case(name="long id", raw=_simple(f"References: {LONG_ID}".encode()), references=LONG_ID),
        Case(
            name="id folded before",
            raw=_simple(f"References:\r\n {LONG_ID}\r\n\t<b@c>".encode()),
            references=f"{LONG_ID} <b@c>",
        ),
        Case(name="40 ids", raw=_simple(f"References: {many}".encode()), references=many),
        Case(name="id in brackets", raw=_simple(b"Message-ID: <[abc]@[127.0.0.1]>")),
        Case(
            name="id like a word",
            raw=_simple(b"References: <=?utf-8?Q?a=40b?=@c>"),
            references="<=?utf-8?Q?a=40b?=@c>",
        ),
        Case(name="lone quote", raw=_simple(b'To: "')),
        Case(name="comment as name", raw=_simple(b"To: (c):")),
        Case(name="empty parameter name", raw=_simple(b"Content-Type: text/plain; name*")),
        Case(name="NUL in charset", raw=_simple(b"Content-Type: text/plain; charset=a\0b")),
        Case(name="line end in a word", raw=_simple(b"Subject: =?utf-8?Q?a=0D=0ABcc:_x?=")),
        Case(name="8-bit header", raw=_simple(b"Subject: Gr\xfc\xdfe")),
        Case(name="no header", raw=b"\r\nThis is the decision.\r\n"),
        Case(name="line without colon", raw=_simple(b"what is this\r\nSubject: x")),
        Case(
            name="mbox separator", raw=b"From sam Fri Nov 20 09:00:00 2026\r\n" + _simple(b"To: x")
        ),
        Case(name="semicolons", raw=_simple(b"Content-Type: text/plain" + b";" * 60_000)),
        Case(name="header of 1 MB", raw=_simple(b"X-Long: " + b"a" * 1_000_000)),
        Case(name="20,000 headers", raw=_simple(b"X-A: b\r\n" * 20_000 + b"To: x")),
    ]


def _odd_texts() -> list[Case]:
    base = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
    good = base64.b64encode(b"This is the decision. And more follows here.")
    return [
        Case(name="unknown charset", raw=_simple(b"Content-Type: text/plain; charset=x-nonsense")),
        Case(name="codec of bytes", raw=_simple(b"Content-Type: text/plain; charset=hex")),
        Case(name="base64 cut off", raw=_simple(base + b"base64", good[:-3])),
        Case(
            name="base64 with noise", raw=_simple(base + b"base64", good[:8] + b"*!\r\n" + good[8:])
        ),
        Case(name="base64 on one line", raw=_simple(base + b"base64", good * 1)),
        Case(name="base64 that is not", raw=_simple(base + b"base64", b"This is the decision.")),
        Case(
            name="broken quoted-printable",
            raw=_simple(base + b"quoted-printable", b"=ZZ the=20decision =\r\n=4"),
        ),
        Case(name="unknown encoding", raw=_simple(base + b"x-what")),
        Case(name="NULs", raw=_simple(base + b"8bit", b"\0\0 the decision \0")),
        Case(name="bare CR", raw=_simple(base + b"8bit").replace(b"\r\n", b"\r")),
        Case(name="bare LF", raw=_simple(base + b"8bit").replace(b"\r\n", b"\n")),
        Case(name="line of 2 MB", raw=_simple(base + b"8bit", b"the decision " + b"a" * 2_000_000)),
    ]


def _multipart(inner: bytes, boundary: bytes = b"b", end: bytes = b"\r\n--b--\r\n") -> bytes:
    kind = b"Content-Type: multipart/mixed; boundary="
    return _simple(kind + boundary, b"--b\r\n" + inner + end)


def _odd_structures() -> list[Case]:
    text = b"Content-Type: text/plain\r\n\r\nThis is the decision."
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=n%d\r\n\r\n--n%d\r\n" % (depth, depth)
        for depth in range(300)
    )
    forwards = b"Content-Type: message/rfc822\r\n\r\n" * 300
    alike = (
        b"Content-Type: multipart/alternative; boundary=b-2\r\n\r\n--b-2\r\n"
        + text
        + b"\r\n--b-2\r\nContent-Type: text/html\r\n\r\n<p>This is the decision.\r\n--b-2--"
    )
    return [
        Case(name="no closing boundary", raw=_multipart(text, end=b"")),
        Case(name="no boundary at all", raw=_simple(b"Content-Type: multipart/mixed", text)),
        Case(name="empty boundary", raw=_multipart(text, b'""')),
        Case(name="boundary begins another", raw=_multipart(alike), once=True),
        Case(name="wrong boundary", raw=_multipart(text, b"other")),
        Case(name="part without header", raw=_multipart(b"\r\nThis is the decision.")),
        Case(name="5,000 parts", raw=_multipart((text + b"\r\n--b\r\n") * 5_000 + text)),
        Case(name="300 levels", raw=b"From: a@b\r\n" + nested + text, wanted=b""),
        Case(name="300 forwards", raw=b"From: a@b\r\n" + forwards + text, wanted=b""),
        Case(name="zero bytes", raw=b"", wanted=b""),
        Case(name="random bytes", raw=random.Random(3).randbytes(200_000), wanted=b""),
    ]


def main() -> None:
    """Print both tables."""
    cases = hostile_mails()
    print(f"{len(cases)} hostile mails          {'right text':>12} {'right ids':>10} slowest, ms")
    for name, judge in (("compat32", _standard), ("fast", _fast), ("read_message", _ours)):
        _print_robustness(name, judge, cases)
    _print_speed(ordinary_mails())


def _print_robustness(
    name: str, parse: Callable[[bytes], tuple[bytes, str]], cases: list[Case]
) -> None:
    wrong, wrong_ids, slowest, slowest_name = [], [], 0.0, ""
    for case in cases:
        began = time.perf_counter()
        try:
            text, ids = parse(case.raw)
        except (ParseError, ValueError, LookupError, RecursionError) as error:
            text, ids = f"{type(error).__name__}".encode(), ""
        took = (time.perf_counter() - began) * 1000
        if took > slowest:
            slowest, slowest_name = took, case.name
        if case.wanted not in text or (case.once and text.count(case.wanted) > 1):
            wrong.append(f"{case.name} ({text[:60]!r})")
        if case.references and ids.split() != case.references.split():
            wrong_ids.append(case.name)
    right, ids_asked = len(cases) - len(wrong), sum(bool(case.references) for case in cases)
    print(
        f"{name:25} {right:>10}/{len(cases)} {ids_asked - len(wrong_ids):>8}/{ids_asked}"
        f" {slowest:9.1f} ({slowest_name})"
    )
    for failure in wrong:
        print(f"    wrong text: {failure}")
    for failure in wrong_ids:
        print(f"    wrong ids:  {failure}")


def _standard(raw: bytes) -> tuple[bytes, str]:
    message = email.message_from_bytes(raw)
    return b" ".join(_standard_texts(message)), str(message["References"] or "")


def _standard_texts(node: StandardMessage) -> list[bytes]:
    stack, texts = [node], []
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        children = (
            [child for child in payload if isinstance(child, StandardMessage)]
            if isinstance(payload, list)
            else []
        )
        stack += _chosen(part.get_content_type(), children)
        if not children and part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            texts.append(content if isinstance(content, bytes) else b"")
    return texts


def _chosen(kind: str, children: list[Node]) -> list[Node]:
    return children[:1] if kind == "multipart/alternative" else children[::-1]


def _fast(raw: bytes) -> tuple[bytes, str]:
    tree = parse_email_tree(raw, mode="lazy")
    return b" ".join(_fast_texts(tree)), (tree.headers.get("References") or [""])[0]


def _fast_texts(node: PyLazyMimePart) -> list[bytes]:
    stack, texts = [node], []
    while stack:
        part = stack.pop()
        stack += _chosen(part.content_type, part.children)
        if not part.children and part.content_type.startswith("text/"):
            texts.append(part.content or b"")
    return texts


def _ours(raw: bytes) -> tuple[bytes, str]:
    message = read_message(raw)
    text = message.text
    whole = "\n".join((text.own, text.signature, text.quoted, text.forwarded, text.footer))
    return whole.encode(), " ".join(message.references)


def _print_speed(mails: list[bytes]) -> None:
    size = sum(map(len, mails)) / len(mails)
    print(f"\n{len(mails)} ordinary mails of {size:.0f} bytes on average")
    candidates: tuple[tuple[str, Callable[[bytes], object]], ...] = (
        ("compat32, parse only", email.message_from_bytes),
        ("compat32, with texts", _standard),
        ("policy.default, get_body", _default_policy),
        ("fast, parse only", lambda raw: parse_email_tree(raw, mode="lazy")),
        ("fast, with texts", _fast),
        ("read_headers", read_headers),
        ("read_message", read_message),
    )
    medians = _median_times([parse for _, parse in candidates], mails)
    for (name, _), median in zip(candidates, medians, strict=True):
        print(f"{name:26} {median * 1e6:9.1f} us a mail {median / medians[0]:8.2f} x compat32")


def _median_times(
    parsers: list[Callable[[bytes], object]], mails: list[bytes], rounds: int = 7
) -> list[float]:
    """Time the parsers by turns: what slows the machine down for a while slows all of them."""
    best = [[float("inf")] * len(mails) for _ in parsers]
    for _ in range(rounds):
        for times, parse in zip(best, parsers, strict=True):
            for at, raw in enumerate(mails):
                began = time.perf_counter()
                parse(raw)
                times[at] = min(times[at], time.perf_counter() - began)
    return [sorted(times)[len(mails) // 2] for times in best]


def _default_policy(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    return body.get_content() if body is not None else ""


if __name__ == "__main__":
    main()
