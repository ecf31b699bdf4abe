"""How a report is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7): the lines above the name, and the title that
goes with each."""

from dataclasses import dataclass

from cchc.text import fold

COMMITTEE = "TM. ỦY BAN NHÂN DÂN"
CHAIRMAN, DEPUTY, ACTING = "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Q. CHỦ TỊCH"


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to sign: its lines on paper, its name in the form, and the signer's title; "" where only he knows it."""

    lines: str
    name: str
    title: str


MANNERS = {
    "tm": Manner(COMMITTEE, "Chủ tịch ký: TM. ỦY BAN NHÂN DÂN", CHAIRMAN),
    "kt": Manner(f"{COMMITTEE}\nKT. CHỦ TỊCH", "Phó Chủ tịch ký thay: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH", DEPUTY),
    "q": Manner(COMMITTEE, "Quyền Chủ tịch ký: TM. ỦY BAN NHÂN DÂN, Q. CHỦ TỊCH", ACTING),
    "tl": Manner("TL. CHỦ TỊCH", "Ký thừa lệnh: TL. CHỦ TỊCH", ""),
    "tuq": Manner("TUQ. CHỦ TỊCH", "Ký thừa ủy quyền: TUQ. CHỦ TỊCH", ""),
}


def manner_of(lines: str, title: str) -> str:
    """The key of a way to sign, however its lines spell "ỦY"; the first where they are other words."""
    if _starts(title, "Q."):
        return "q"
    known = {fold(manner.lines): key for key, manner in reversed(MANNERS.items())}
    return known.get(fold(lines), "tm")


def title_fault(lines: str, title: str) -> str:
    """What is wrong with a title under these lines, in a sentence; "" for nothing."""
    if not title.strip():
        return "Hãy ghi chức vụ của người ký, ví dụ CHÁNH VĂN PHÒNG; ký thừa lệnh, thừa ủy quyền thì không suy ra được."
    for_chairman = fold(title.strip()) == fold(CHAIRMAN)
    if for_chairman and any(_starts(line, sign) for line in lines.split("\n") for sign in ("KT.", "TL.", "TUQ.")):
        return (
            "Ký thay, ký thừa lệnh hay thừa ủy quyền Chủ tịch thì chức vụ ghi dưới là của chính người ký, ví dụ PHÓ "
            "CHỦ TỊCH; hãy sửa chức vụ hoặc chọn “Chủ tịch ký”."
        )
    return ""


def _starts(text: str, sign: str) -> bool:
    return text.strip().upper().startswith(sign)
