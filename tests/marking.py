"""Words that only one commune's people may meet."""

MARK = "qzxwvkj"
"""Begins every marked word; no Vietnamese text holds it, and no random token by chance."""


def mark(kind: str) -> str:
    """The marked word of one kind of words that people write."""
    return f"{MARK}{kind}"
