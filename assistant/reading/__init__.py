"""Reading: bytes become a ``Message``. Pure, bounded in time and memory, and it never raises."""

from assistant.reading.headers import Headers, read_headers
from assistant.reading.reader import read_header, read_message

__all__ = ["Headers", "read_header", "read_headers", "read_message"]
