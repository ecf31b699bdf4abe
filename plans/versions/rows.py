"""What two versions are compared by."""

from dataclasses import astuple, dataclass

from cchc.text import fold

WORDS = ("text", "above", "product", "agency", "deadline", "note")
PLACE = ("section", "ordinal")


@dataclass(frozen=True, slots=True)
class Row:
    """One duty of a document: a row without parts, or a part of one. `above` are the words of the row it is a part of,
    `section` names its appendix or area. `key` is the caller's and never compared."""

    key: int
    text: str
    above: str = ""
    product: str = ""
    agency: str = ""
    deadline: str = ""
    note: str = ""
    ordinal: str = ""
    section: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What the row says, wherever it stands."""
        return tuple(plain(getattr(self, name)) for name in WORDS)

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands, as one reads it."""
        return tuple(fold(getattr(self, name)).rstrip(".") for name in PLACE)

    @property
    def content(self) -> tuple[str, ...]:
        """Everything but the key."""
        return astuple(self)[1:]


def plain(text: str) -> str:
    """Words without their lines: a cell that is broken elsewhere says the same."""
    return " ".join(text.split())
