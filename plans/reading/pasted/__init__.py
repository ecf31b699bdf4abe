"""Text as copied from a PDF, a Word file or a page of the web → blocks."""

from plans.reading.pasted.reader import MAX_CHARACTERS, TOO_LONG, decoded, read_text

__all__ = ["MAX_CHARACTERS", "TOO_LONG", "decoded", "read_text"]
