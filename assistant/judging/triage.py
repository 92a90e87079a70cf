"""Which mail is worth reading at all: bulk mail that names nothing of a job is not.

It looks at the bytes as they came, with the transfer encodings undone in one go, because parsing
what cannot matter is what takes the time. Mail that carries no mark of machines is always read:
who says no in words of their own may name none.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable

import re2

from assistant.judging.rulefiles import quiet_options
from assistant.judging.rules import RuleBook

_MARKS = re.compile(
    rb"^(?:list-(?:id|unsubscribe):|precedence: *(?:bulk|list|junk)|auto-submitted: *auto-gen)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 16 * 1024
_BASE64 = re.compile(rb"^content-transfer-encoding: *base64", re.IGNORECASE | re.MULTILINE)
_ENCODED_WORD = re.compile(rb"=\?[^?\s]{1,40}\?b\?([^?\s]+)\?=", re.IGNORECASE)
_INSIDE_WORDS = (b"&shy;", b"\xc2\xad")
_JOB = (
    r"applica(?:nt|tion)|appl(?:ied|ying)|\bapply (?:for|to)|\b(?:position|role)s?[^:=\w]",
    r"candid|kandid|interview|vacanc|recruit|rekrut|rekryt|reclut|recrut|\bhir(?:e|ing)",
    r"r.{1,8}sum.{1,8}\b|\bCVs?\b|\bjobs?\b",
    r"internship|apprentic|bewerb|stelle|praktik|lebenslauf|auswahlverfahren|gespr.{1,8}ch",
    r"\bpostes?\b|entretien|embauch|\bemploi|entrevist|vacante|\bpuesto|empleo|proces[so]o|sollicit|vacatur",
    r"functie|gesprek|colloqui|posizion|sele[cz]|sele.{1,10}o\b|\bvaga|emprego|curric|s.{1,8}knad",
    r"ans.{1,8}(?:gning|kan)|stilling|tj.{1,6}nst|intervju|samtale|\bjobb",
)


def may_say_no(raw: bytes, rules: RuleBook) -> bool:
    """Tell whether a mail (RFC 5322, as it came) could be a rejection.

    A user with rules of their own about rejections means every mail: nothing is passed over then.
    """
    head = raw[:_HEAD]
    if rules.has_own_rejections or not _MARKS.search(head) or _OTHER_ALPHABET.search(raw):
        return True
    text = _decoded(raw, head) if _ENCODED.search(raw) else raw
    for mark in _INSIDE_WORDS:
        text = text.replace(mark, b"")
    return _JOB_WORDS.search(text) is not None


def _decoded(raw: bytes, head: bytes) -> bytes:
    parts = [raw, *map(_from_base64, _ENCODED_WORD.findall(head))]
    for match in _BASE64.finditer(raw):
        start = raw.find(b"\n", match.end())
        start = raw.find(b"\n\r\n" if raw[start - 1 : start] == b"\r" else b"\n\n", start - 1)
        end = raw.find(b"\n--", start + 2)
        parts.append(_from_base64(raw[start : end if end > 0 else len(raw)]))
    text = b"\n".join(parts)
    return binascii.a2b_qp(text)


def _from_base64(encoded: bytes) -> bytes:
    try:
        return binascii.a2b_base64(encoded)
    except binascii.Error:
        return b""


def _any_of(patterns: Iterable[str]) -> re2._Regexp[bytes]:
    options = quiet_options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.never_capture = True
    return re2.compile("|".join(patterns).encode("ascii"), options)


_JOB_WORDS = _any_of(_JOB)
_OTHER_ALPHABET = _any_of((r"charset=\"?(?:utf-?(?:7|16|32)|iso-2022)",))
_ENCODED = _any_of((r"transfer-encoding: *(?:base64|quoted-printable)", r"=\?[^?\s]{1,40}\?[bq]\?"))
