"""Closed lists of words with their Vietnamese labels, without Django, so that pure code can use them."""

from enum import StrEnum


class Labelled(StrEnum):
    """A string enum whose members carry the words shown to people: `DONE = "done", "Đã xong"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a Django field or form."""
        return [(member.value, member.label) for member in cls]
