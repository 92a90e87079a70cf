"""``python -m assistant`` is the command ``feedback-assistant``."""

from assistant.cli import main

main()
