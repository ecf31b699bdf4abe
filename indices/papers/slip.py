"""The result slip of one body as facts: every criterion with what each side said of it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said: points ("không áp dụng", "thiếu" where there are none) and why."""

    points: str
    text: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One row: an area or a criterion with the words of each stage, in the order of the stages; `holds` is what counts
    in the end."""

    code: str
    name: str
    maximum: str
    is_leaf: bool
    said: tuple[Said | None, ...]
    holds: str


@dataclass(frozen=True, slots=True)
class Slip:
    """All of one body: `result` says score, class and rank in words."""

    body: str
    issuer: str
    round_name: str
    state: str
    stages: tuple[str, ...]
    lines: tuple[SlipLine, ...]
    final: Decimal | None
    result: str
