"""A draft becomes RFC 5322 bytes, and the bytes are read again before anybody gets them.

Every field is built as it goes over the wire, in ASCII and without line breaks, and is folded at
its blanks only. So a message id of any length stays in one piece: the standard library's own
header classes would wrap long ids into RFC 2047 words, and the thread would break.
"""

from __future__ import annotations

import email
import email.policy
import re
from datetime import datetime
from email.header import Header, decode_header, make_header
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, Message
from email.utils import format_datetime, getaddresses
from typing import Any

from assistant.message import Address, Draft

_FIELDS = ("Message-ID", "Date", "From", "To", "Subject", "In-Reply-To", "References")
_BODY_FIELDS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_LINE = 76
_ATOMS = re.compile(r"[A-Za-z0-9!#$&'*+/=^_`{|}~-]+(?: [A-Za-z0-9!#$&'*+/=^_`{|}~-]+)*")
_PRINTABLE = re.compile(r"[ -~]*")
# What a mailbox file or a careless relay would damage at the beginning of a line.
_AT_RISK = re.compile(rb"^(?:From |\.)", re.MULTILINE)


class _WireField(BaseHeader):
    """A field whose text is ready for the wire."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, parts: dict[str, Any]) -> None:
        """Take the text as it is (called by ``BaseHeader``)."""
        parts |= {"decoded": value, "parse_tree": None}

    def fold(self, *, policy: email.policy.Policy) -> str:
        """Fold between words; a word longer than a line gets a line of its own."""
        lines = [f"{self.name}:"]
        for place, word in enumerate(str(self).split(" ")):
            fits = len(lines[-1]) + 1 + len(word) <= _LINE
            if fits or place == 0:
                lines[-1] += f" {word}"
            else:
                lines.append(f" {word}")
        return policy.linesep.join(lines) + policy.linesep


def serialise(
    *,
    message_id: str,
    sender: Address,
    to: Address,
    subject: str,
    in_reply_to: str,
    references: tuple[str, ...],
    text: str,
    now: datetime,
) -> bytes:
    """Write the draft as RFC 5322 bytes with CRLF line ends.

    The fields must be clean (see ``one_line``) and the ids valid; ``now`` is aware and becomes
    Date. Raises ``ValueError`` when the bytes, read again, do not say exactly what was asked for.
    """
    message = EmailMessage(policy=_POLICY)
    values = (
        message_id,
        format_datetime(now),
        _mailbox(sender),
        _mailbox(to),
        _unstructured(subject),
        in_reply_to,
        " ".join(references),
    )
    for field, value in zip(_FIELDS, values, strict=True):
        if value:
            message[field] = value
    _set_body(message, text)
    return message.as_bytes()


def verify(draft: Draft) -> None:
    """Read the draft's bytes as a stranger would; raise ``ValueError`` for the first difference."""
    parsed = email.message_from_bytes(draft.raw, policy=email.policy.compat32)
    payload = parsed.get_payload(decode=True)
    found = {
        "fields": set(parsed.keys()),
        "number of fields": len(parsed.keys()),
        "Message-ID": parsed["Message-ID"],
        "From": _addresses(parsed, "From"),
        "To": _addresses(parsed, "To"),
        "Subject": _decoded(parsed["Subject"]),
        "In-Reply-To": parsed["In-Reply-To"] or "",
        "References": tuple((parsed["References"] or "").split()),
        "text": payload.decode() if isinstance(payload, bytes) else None,
    }
    for what, value in _expected(draft).items():
        if found[what] != value:
            raise ValueError(f"the draft's {what} came out as {found[what]!r}, not {value!r}")


def _expected(draft: Draft) -> dict[str, object]:
    optional = {"In-Reply-To": draft.in_reply_to, "References": draft.references}
    absent = {field for field, value in optional.items() if not value}
    fields = {*_FIELDS, *_BODY_FIELDS} - absent
    return {
        "fields": fields,
        "number of fields": len(fields),
        "Message-ID": draft.message_id,
        "From": [(draft.sender.name, draft.sender.email)],
        "To": [(draft.to.name, draft.to.email)],
        "Subject": draft.subject,
        "In-Reply-To": draft.in_reply_to,
        "References": draft.references,
        "text": draft.text.replace("\n", "\r\n"),
    }


def _mailbox(address: Address) -> str:
    if not address.name:
        return address.email
    return f"{_phrase(address.name)} <{address.email}>"


def _phrase(name: str) -> str:
    if _ATOMS.fullmatch(name) and "=?" not in name:
        return name
    if _PRINTABLE.fullmatch(name) and "=?" not in name:
        escaped = re.sub(r'([\\"])', r"\\\1", name)
        return f'"{escaped}"'
    return _encoded_words(name)


def _unstructured(text: str) -> str:
    return text if _PRINTABLE.fullmatch(text) and "=?" not in text else _encoded_words(text)


def _encoded_words(text: str) -> str:
    """RFC 2047: the whole text in words of at most 75 octets, none of which cuts a character."""
    if not text.isprintable():
        raise ValueError(f"a line break or hidden character in {text!r}")
    return Header(text, "utf-8", maxlinelen=_LINE, header_name="Subject").encode(linesep="")


def _set_body(message: EmailMessage, text: str) -> None:
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    body = str(message.get_payload()).encode("ascii")
    mostly_escapes = len(body) > 2 * len(text.encode()) + _LINE
    if _AT_RISK.search(body) or mostly_escapes:
        del message["Content-Type"], message["Content-Transfer-Encoding"], message["MIME-Version"]
        message.set_content(text, charset="utf-8", cte="base64")


def _addresses(parsed: Message, field: str) -> list[tuple[str, str]]:
    pairs = getaddresses([_unfolded(value) for value in parsed.get_all(field, [])])
    return [(_decoded(name), address) for name, address in pairs]


def _decoded(value: str | None) -> str:
    return str(make_header(decode_header(_unfolded(value or ""))))


def _unfolded(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def _policy() -> email.policy.EmailPolicy[EmailMessage]:
    fields = HeaderRegistry()
    for field in _FIELDS:
        fields.map_to_type(field, _WireField)
    return email.policy.SMTP.clone(max_line_length=_LINE, header_factory=fields)


_POLICY = _policy()
