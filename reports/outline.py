"""The outline of the periodic report (reporting rules § 4) as data: headings, what fills them, what a gap says."""

from dataclasses import dataclass

from cchc.labels import Labelled


class Filling(Labelled):
    """What a section is drafted from; nothing else may write into it."""

    PARTS = "parts", "chỉ có các mục con"
    WORDS = "words", "lời cán bộ đã ghi"
    RESULTS = "results", "văn bản, sản phẩm đã có"
    SHORTCOMINGS = "shortcomings", "khó khăn đã ghi và việc quá hạn"
    CORRECTIONS = "corrections", "bổ sung sau chốt số liệu"
    COMING = "coming", "việc đến hạn kỳ tới"
    NOTHING = "nothing", "đơn vị tự viết"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading. `areas` are the areas of the plan whose words belong here; an `optional` part stands only where
    something fills it; `gap` names what is missing where nobody wrote it."""

    key: str
    heading: str
    filling: Filling
    areas: tuple[str, ...] = ()
    gap: str = ""
    optional: bool = False

    @property
    def level(self) -> int:
        return self.key.count(".") + 1


OTHER_AREAS = "II.7"

OUTLINE = (
    Part("I", "Công tác chỉ đạo, điều hành", Filling.WORDS, ("Chỉ đạo, điều hành",), "công tác chỉ đạo, điều hành"),
    Part("II", "Kết quả thực hiện theo lĩnh vực", Filling.PARTS),
    Part("II.1", "Cải cách thể chế", Filling.WORDS, ("Thể chế",), "kết quả cải cách thể chế"),
    Part(
        "II.2",
        "Cải cách thủ tục hành chính",
        Filling.WORDS,
        ("Thủ tục hành chính",),
        "kết quả cải cách thủ tục hành chính",
    ),
    Part(
        "II.3",
        "Cải cách tổ chức bộ máy",
        Filling.WORDS,
        ("Tổ chức bộ máy",),
        "kết quả cải cách tổ chức bộ máy",
    ),
    Part("II.4", "Cải cách chế độ công vụ", Filling.WORDS, ("Chế độ công vụ",), "kết quả cải cách chế độ công vụ"),
    Part("II.5", "Cải cách tài chính công", Filling.WORDS, ("Tài chính công",), "kết quả cải cách tài chính công"),
    Part(
        "II.6",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
        Filling.WORDS,
        ("Chính quyền điện tử, chính quyền số",),
        "kết quả xây dựng chính quyền điện tử, chính quyền số",
    ),
    Part(OTHER_AREAS, "Nội dung khác của kế hoạch", Filling.WORDS, optional=True),
    Part("III", "Đánh giá chung", Filling.PARTS),
    Part("III.1", "Kết quả nổi bật", Filling.RESULTS, gap="kết quả nổi bật trong kỳ"),
    Part("III.2", "Tồn tại, hạn chế", Filling.SHORTCOMINGS, gap="tồn tại, hạn chế trong kỳ"),
    Part("III.3", "Nguyên nhân", Filling.NOTHING, gap="nguyên nhân của tồn tại, hạn chế"),
    Part("III.4", "Bổ sung sau chốt số liệu kỳ trước", Filling.CORRECTIONS, optional=True),
    Part("IV", "Phương hướng, nhiệm vụ kỳ tới", Filling.COMING, gap="phương hướng, nhiệm vụ kỳ tới"),
    Part("V", "Kiến nghị, đề xuất", Filling.NOTHING, gap="kiến nghị, đề xuất với cấp trên"),
)

PARTS = {part.key: part for part in OUTLINE}
_PLACES = {area: part.key for part in OUTLINE for area in part.areas}


def place_of_area(area: str) -> str:
    """The key of the section in which the words about an area of the plan stand."""
    return _PLACES.get(area, OTHER_AREAS)
