"""Message ids, byte for byte: the ones a reply must name, and the draft's own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from assistant.message import Message

# Wider than RFC 5322 §3.6.4, as real systems are; but printable, without blanks, and short enough
# for one line of 998 octets.
_ID = re.compile(r"<[!-;=?-~]{1,448}@[!-;=?-~]{1,449}>")
_KEPT_AT_EACH_END = (1, 20)


def in_reply_to(message: Message) -> str:
    """Name the mail that is answered; "" when it bears no id that can be quoted unchanged."""
    return message.message_id if _is_valid(message.message_id) else ""


def references(message: Message) -> tuple[str, ...]:
    """List the thread for References, as RFC 5322 §3.6.4 says: the mail's own list, then its id.

    Of a very long thread the root and the last twenty stay.
    """
    earlier = message.references
    if not earlier and len(message.in_reply_to) == 1:
        earlier = message.in_reply_to
    return _capped(_once((*earlier, message.message_id)))


def draft_key(account_address: str, fingerprint: str) -> str:
    """Name the one draft for one mail in one account: the same on every machine, in every run."""
    seed = f"rd1\0{account_address.lower()}\0{fingerprint}".encode(errors="surrogatepass")
    return base64.b32encode(hashlib.sha256(seed).digest()).decode("ascii").lower()[:32]


def own_message_id(key: str, domain: str) -> str:
    """Give the draft its Message-ID. It tells neither the host nor the time."""
    return f"<rd1.{key}@{ascii_domain(domain)}>"


def ascii_domain(domain: str) -> str:
    """Give a domain as it stands in mail (IDNA), "localhost.invalid" for a bad one."""
    try:
        return domain.encode("idna").decode("ascii") or "localhost.invalid"
    except UnicodeError:
        return "localhost.invalid"


def _is_valid(message_id: str) -> bool:
    return len(message_id) <= 900 and _ID.fullmatch(message_id) is not None


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    # Backwards, so that an id named twice keeps its last place: the answered mail must come last.
    valid = [known for known in ids if _is_valid(known)]
    return tuple(reversed(dict.fromkeys(reversed(valid))))


def _capped(ids: tuple[str, ...]) -> tuple[str, ...]:
    first, last = _KEPT_AT_EACH_END
    return ids if len(ids) <= first + last else (*ids[:first], *ids[-last:])
