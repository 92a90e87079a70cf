"""Mail on an IMAP server; see ``mailbox``."""

from assistant.mailboxes.imap.mailbox import ImapMailbox

__all__ = ["ImapMailbox"]
