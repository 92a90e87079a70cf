"""The command line: parses, calls, prints, ends with the right code. It decides nothing.

What takes time to load is imported inside the command that needs it, so that ``--help`` is there
at once; the modules of this package load nothing heavy by themselves.
"""

from assistant.cli.commands import main

__all__ = ["main"]
