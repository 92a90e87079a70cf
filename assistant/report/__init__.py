"""Outcomes, told: as JSON for programs, as a line for the log, and on a terminal for people.

Nothing is decided here, and no word of a mail gets out unescaped. The pages for the terminal are
imported by their own names: they load rich, which JSON and the log do without.
"""

from assistant.report.log import log_line
from assistant.report.outcome_json import JsonLines, as_json
from assistant.report.report import Report

__all__ = ["JsonLines", "Report", "as_json", "log_line"]
