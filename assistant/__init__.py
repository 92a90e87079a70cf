"""Feedback Assistant: from a rejection in the inbox to a request in Drafts. It never sends.

One path, from top to bottom; each step is a module or package of this name:

    bytes ─reading─▶ Message ─judging─▶ Judgement ─people─▶ Addressee ─decision─▶ Reply | Leave
      ▲                                                        ▲                      │
    mailboxes.fetch                    journal: what was asked ┘          drafting ─▶ Draft
                                                                                      │
                                       journal.record ◀─ mailboxes.save_draft ◀───────┘

``pipeline`` is the pure part of that path: the same mail, the same knowledge, the same outcome.
``sweep`` feeds it from a mailbox and writes its results back, ``daemon`` calls ``sweep`` on time,
``cli`` calls everything. ``docs/architecture.md`` tells the rest.
"""

__version__ = "0.1.0"
