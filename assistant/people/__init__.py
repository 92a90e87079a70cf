"""Who at that company can be asked for advice, and why that person. Pure: nobody is looked up."""

from assistant.people.reply_target import reply_target

__all__ = ["reply_target"]
