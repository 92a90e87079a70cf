"""Generates the mail of an inbox: mostly bulk mail and notices, some personal, few rejections."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

SEED = 20261123
HTML_SHARE, REJECTED_SHARE = 0.7, 0.01
MEAN_TEXT = 2_000
"""Characters of text that make 4.5 kB of mail on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One kind of mail: how common it is, who sends it, under what subjects, in what sentences."""

    share: float
    senders: tuple[str, ...]
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()
    """Header fields that bulk mail and machines leave."""


LIST = (
    ("List-Unsubscribe", "<https://n.example/u?k=83af>"),
    ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
)
TOPICS = (
    Topic(
        share=0.26,
        senders=("Garden Weekly <news@gardenweekly.example>", "Museo <boletin@museo.example>"),
        subjects=("What to plant in November", "Las novedades del mes", "New in our shop"),
        sentences=(
            "Frost is on its way, so bring your dahlias in before the weekend.",
            "We asked our readers for their favourite apple, and the answer is not the usual one.",
            "Ten percent off all bulbs until Sunday; the discount applies to orders over 40 euros.",
            "This offer can not be combined with other promotions.",
            "La nueva exposición abre sus puertas el viernes con entrada gratuita hasta las nueve.",
            "Join us for a talk on medieval kitchens, and stay for the soup.",
        ),
        marks=LIST,
    ),
    Topic(
        share=0.16,
        senders=("Shop <orders@shop.example>", "Versand <noreply@paket.example>"),
        subjects=("Your order is on its way", "Ihre Sendung kommt morgen", "Your invoice"),
        sentences=(
            "Your parcel left our warehouse this morning and arrives on Friday.",
            "Ihr Paket wird morgen zwischen 10 und 13 Uhr zugestellt.",
            "You can return any item within thirty days, other conditions apply to furniture.",
            "Please find the invoice for October attached.",
            "We could not deliver to your address and will try again tomorrow.",
            "Track your order in your account at any time.",
        ),
        marks=(("Auto-Submitted", "auto-generated"),),
    ),
    Topic(
        share=0.1,
        senders=("Jobs <alerts@jobboard.example>",),
        subjects=("12 new jobs for you", "Nurse jobs in Leeds"),
        sentences=(
            "There are twelve new jobs that match your search this week.",
            "Apply in one click with your saved profile.",
            "Data Engineer, Acme Ltd, Leeds, posted two days ago.",
            "Is this not what you are looking for? Change your alert.",
            "Companies are hiring for this position right now.",
        ),
        marks=LIST,
    ),
    Topic(
        share=0.1,
        senders=("dev list <dev@lists.example.org>", "CI <builds@forge.example>"),
        subjects=("Re: [dev] parser crash on empty input", "Build 4711 failed"),
        sentences=(
            "The build failed again on the second runner, I will restart it.",
            "I can not reproduce this with the released version, only with the main branch.",
            "Another approach would be to reject empty input before it reaches the parser.",
            "The patch looks good, apart from the missing test.",
        ),
        marks=(("List-Id", "<dev.lists.example.org>"), ("Precedence", "list")),
    ),
    Topic(
        share=0.25,
        senders=("Ana Roe <ana@work.example>", "José Nuñez <jose@work.example>"),
        subjects=("Minutes of Tuesday", "Re: numbers for the board", "Mittagessen?"),
        sentences=(
            "The minutes of Tuesday's meeting are in the shared folder.",
            "Could you have a look at the numbers before we send them out?",
            "I am not sure about the third column, it does not add up.",
            "Unfortunately I can't make it on Thursday, would Friday suit you as well?",
            "Hast du am Mittwoch Zeit für ein Mittagessen mit den anderen?",
            "The other supplier came back with a better price, so we went with them.",
            "Thanks for your help with the slides, the client liked them.",
        ),
    ),
    Topic(
        share=0.1,
        senders=("Mum <mum@family.example>", "Bo Berg <bo@club.example>"),
        subjects=("Sunday", "Photos", "Training on Monday"),
        sentences=(
            "The garden club meets behind the library, whatever the weather.",
            "Dad has found the key, so you do not need to come by.",
            "I am sending you the photos from last weekend.",
            "Training is moved to Monday because the hall is closed.",
            "Shall I bring the cake or will someone else do it?",
        ),
    ),
    Topic(
        share=0.02,
        senders=("Acme Talent Team <jobs@acme.example>", "Eva Lind <eva.lind@acme.example>"),
        subjects=("Thank you for your application", "Interview on Thursday"),
        sentences=(
            "We have received your application and will come back to you within two weeks.",
            "If you are selected, our recruiter will invite you to an interview.",
            "Would Thursday at three suit you for the interview?",
            "Please bring a copy of your certificates.",
        ),
    ),
)
REJECTION = (
    "Thank you for taking the time to talk to us about the {job} role. After careful thought we "
    "have decided to move forward with another candidate. We wish you all the best."
)
JOBS = ("Data Engineer", "Nurse", "Cook", "Teacher", "Site Manager", "Analyst")


def mails(count: int) -> Iterator[bytes]:
    """Generate that many mails of 4.5 kB on average, always the same ones."""
    chance = random.Random(SEED)
    shares = [topic.share for topic in TOPICS]
    for number in range(count):
        rejected = chance.random() < REJECTED_SHARE
        (topic,) = TOPICS[-1:] if rejected else chance.choices(TOPICS, shares)
        yield _mail(chance, number, topic, rejected=rejected)


def newsletters(count: int) -> Iterator[bytes]:
    """Generate newsletters: HTML of 200 kB with a table for each item."""
    chance = random.Random(SEED)
    for number in range(count):
        topic = TOPICS[0]
        items = "".join(
            f'<table width="600"><tr><td style="font:14px Arial"><a href="https://n.example/{item}">'
            f"Item {item}</a><br>{chance.choice(topic.sentences)}</td></tr></table>"
            for item in range(1_150)
        )
        mail = _envelope(chance, number, topic)
        mail.set_content(f"<html><body>{items}</body></html>", subtype="html", cte="8bit")
        yield mail.as_bytes()


def _mail(chance: random.Random, number: int, topic: Topic, *, rejected: bool) -> bytes:
    mail = _envelope(chance, number, topic)
    text = _text(chance, topic, int(MEAN_TEXT * chance.uniform(0.1, 1.9)))
    if rejected:
        text = f"Dear Kim,\n\n{REJECTION.format(job=chance.choice(JOBS))}\n\nThe Acme Team"
    kind = chance.random()
    if kind > HTML_SHARE / 2:  # half of the mails with HTML have nothing else
        mail.set_content(text)
    if kind < HTML_SHARE:
        add = mail.set_content if kind < HTML_SHARE / 2 else mail.add_alternative
        add(_html(text), subtype="html", cte=chance.choice(("quoted-printable", "8bit", "base64")))
    return mail.as_bytes()


def _envelope(chance: random.Random, number: int, topic: Topic) -> EmailMessage:
    mail = EmailMessage()
    sender = chance.choice(topic.senders)
    domain = sender.rpartition("@")[2].rstrip(">")
    fields = {
        "Return-Path": f"<bounce-{number}@{domain}>",
        "Delivered-To": "kim@example.com",
        "Received": f"from mx.{domain} by mx.example.com; Fri, 20 Nov 2026 09:00:00 +0000",
        "Authentication-Results": f"mx.example.com; dkim=pass header.d={domain}; dmarc=pass",
        "Message-ID": f"<{number}.{chance.getrandbits(64):x}@{domain}>",
        "Date": "Fri, 20 Nov 2026 09:00:00 +0000",
        "From": sender,
        "To": "Kim Doe <kim@example.com>",
        "Subject": chance.choice(topic.subjects),
    }
    for name, value in (*fields.items(), *topic.marks):
        mail[name] = value
    return mail


def _text(chance: random.Random, topic: Topic, size: int) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(" ".join(chance.choices(topic.sentences, k=chance.randint(1, 4))))
    return "\n\n".join(paragraphs)


def _html(text: str) -> str:
    paragraphs = "".join(
        f'<tr><td style="padding:0 0 12px;font-size:14px">{paragraph}</td></tr>'
        for paragraph in text.split("\n\n")
    )
    style = "<style>td { color: #333; position: relative } .preheader { display: none }</style>"
    return (
        f"<html><head>{style}</head><body><div class='preheader' style='display:none'>Look</div>"
        f"<table role='presentation'>{paragraphs}</table>"
        "<img src='https://t.example/p.gif' width='1' height='1'></body></html>"
    )
