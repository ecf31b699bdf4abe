"""Which files may prove a duty: kinds that an office uses, checked by their first bytes, of bounded size. Pure."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

MAX_SIZE = 20 * 1024 * 1024
NAME_LENGTH = 200
_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0",)
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
    "doc": ("application/msword", _OLE),
    "xls": ("application/vnd.ms-excel", _OLE),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "zip": ("application/zip", _ZIP),
}
ALLOWED = ", ".join(_KINDS)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file handed in as evidence, with the place in it that proves ("mục 2, trang 3")."""

    name: str
    data: bytes
    place: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def content_type(self) -> str:
        return _KINDS[_extension(self.name)][0]


def fault_of(file: EvidenceFile) -> str | None:
    """What is wrong with the file and what to do, as one Vietnamese sentence; None when it may be kept."""
    if not file.data:
        return f"Tệp “{file.name}” rỗng; hãy chọn lại tệp có nội dung."
    if len(file.data) > MAX_SIZE:
        return f"Tệp “{file.name}” nặng hơn {MAX_SIZE // 2**20} MB; hãy nén hoặc chia nhỏ rồi đính lại."
    kind = _KINDS.get(_extension(file.name))
    if kind is None:
        return f"Tệp “{file.name}” không thuộc loại được nhận ({ALLOWED}); hãy đổi sang PDF rồi đính lại."
    if not file.data.startswith(kind[1]):
        return f"Tệp “{file.name}” không đúng định dạng như phần đuôi tên; hãy mở và lưu lại rồi đính lại."
    if len(file.name) > NAME_LENGTH:
        return f"Tên tệp dài quá {NAME_LENGTH} chữ; hãy đặt tên ngắn hơn rồi đính lại."
    return None


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")
