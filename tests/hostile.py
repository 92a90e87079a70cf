"""Mails that break readers: each a name and its bytes."""


def mails() -> dict[str, bytes]:
    """Give one of each kind, small enough to keep in memory but for the huge one."""
    return {
        "nothing": b"",
        "huge": b"Subject: huge\n\n" + b"unfortunately " * (50 * 1024 * 1024 // 14),
        "nul": b"From: a\x00b@x.example\nSubject: a\x00b\n\n\x00\x00we regret\x00",
        "parts": _of_parts(5000),
        "nested": _nested(500),
        "no-header": b"\n\nDear Kim, unfortunately",
        "no-end": b"Subject: " + b"x" * 200_000,
        "empty-parts": b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n--x--\n--x',
        "binary": bytes(range(256)) * 400,
    }


def _of_parts(count: int) -> bytes:
    part = b"--b\nContent-Type: text/plain\n\nDear Kim, unfortunately\n"
    return (
        b'Subject: parts\nContent-Type: multipart/mixed; boundary="b"\n\n' + part * count + b"--b--"
    )


def _nested(depth: int) -> bytes:
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
        for level in range(depth)
    )
    return head + b"Content-Type: text/plain\n\nDear Kim, unfortunately\n"
