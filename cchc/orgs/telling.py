"""What is told to people as a notice. Pure."""

from dataclasses import dataclass
from datetime import date

from cchc.orgs.enums import NoticeKind


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell. `key` names what it is about and the step of the ladder ("due:412:3"): the same key is told
    to the same person in the same body once. `path` is a page of this site. `about` names the thing alone
    ("duty:412"), so that the notice can be settled when the thing is done; `due_on` is its day, if it has one."""

    kind: NoticeKind
    key: str
    text: str
    path: str = ""
    about: str = ""
    due_on: date | None = None
