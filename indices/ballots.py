"""Votes of a council counted: the share that must agree is taken of all members, not of those who voted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ballot:
    """The votes on one file. Without members the campaign has no council, and nobody is asked; `barred` are members
    whose own file it is, who neither vote nor are counted."""

    members: int
    agreed: int
    against: int
    threshold: int
    barred: int = 0

    @property
    def needed(self) -> int:
        """More than `threshold` per cent of all members; a council whose only member is barred carries nothing."""
        return self.members * self.threshold // 100 + 1 if self.members or self.barred else 0

    @property
    def is_carried(self) -> bool:
        return self.agreed >= self.needed

    @property
    def silent(self) -> int:
        return self.members - self.agreed - self.against

    @property
    def words(self) -> str:
        """ "4/5 đồng ý, 1 không đồng ý"."""
        if not self.members and not self.barred:
            return "Không lập hội đồng"
        parts = (
            f"{self.agreed}/{self.members} đồng ý",
            f"{self.against} không đồng ý" if self.against else "",
            f"{self.silent} chưa bỏ phiếu" if self.silent else "",
            f"{self.barred} không bỏ phiếu cho chính mình" if self.barred else "",
        )
        return ", ".join(filter(None, parts))

    @property
    def rule(self) -> str:
        """ "Cần trên 50 % của 5 thành viên: ít nhất 3 phiếu đồng ý"."""
        if not self.members and not self.barred:
            return "Phong trào không lập hội đồng nên không bỏ phiếu"
        return f"Cần trên {self.threshold} % của {self.members} thành viên: ít nhất {self.needed} phiếu đồng ý"
