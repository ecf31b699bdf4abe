"""A Word or Excel file as bytes → its XML parts, or a refusal in one Vietnamese sentence.

The file comes from anybody. Nothing is unpacked to disk, sizes are checked before anything is inflated, and
XML is parsed without entities, document types or network.
"""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from plans.reading.results import Unreadable

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PART_BYTES = 25 * 1024 * 1024
MAX_RATIO = 100
RATIO_FLOOR_BYTES = 10 * 1024 * 1024
MAX_PARTS = 10_000

_OLE = b"\xd0\xcf\x11\xe0"
_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)

EMPTY = "Tệp rỗng, không có nội dung nào; hãy chọn lại tệp Word (.docx) hoặc Excel (.xlsx) của kế hoạch."
TOO_LARGE = "Tệp lớn hơn 10 MB; hãy bỏ bớt hình ảnh trong văn bản rồi tải lên lại."
SWOLLEN = (
    "Tệp bung ra quá lớn so với một kế hoạch thật; hãy bỏ hình ảnh và các hàng, cột trống thừa, "
    "lưu lại thành tệp mới rồi tải lên."
)
ENCRYPTED = "Tệp được đặt mật khẩu nên không mở được; hãy bỏ mật khẩu trong Word hoặc Excel rồi tải lên lại."
OLD_WORD = "Đây là tệp Word kiểu cũ (.doc); hãy mở bằng Word, chọn Lưu thành, kiểu .docx, rồi tải lên lại."
OLD_EXCEL = "Đây là tệp Excel kiểu cũ (.xls); hãy mở bằng Excel, chọn Lưu thành, kiểu .xlsx, rồi tải lên lại."
BINARY_EXCEL = "Đây là tệp Excel kiểu .xlsb; hãy mở bằng Excel, chọn Lưu thành, kiểu .xlsx, rồi tải lên lại."
OLD_OFFICE = (
    "Đây là tệp Office kiểu cũ (.doc, .xls, .ppt); hãy mở ra, chọn Lưu thành, kiểu .docx hoặc .xlsx, rồi tải lên lại."
)
PDF = "Đây là tệp PDF; hãy tải lên tệp Word hoặc Excel, hoặc chép chữ trong tệp PDF rồi dán vào ô văn bản."
PICTURE = "Đây là tệp ảnh, không có chữ để đọc; hãy tải lên tệp Word (.docx) hoặc Excel (.xlsx) của kế hoạch."
RICH_TEXT = (
    "Đây là tệp RTF hoặc trang web mang tên Word, Excel; hãy mở ra, lưu thành kiểu .docx hoặc .xlsx rồi tải lên."
)
NOT_OFFICE = "Tệp không phải là Word (.docx) hay Excel (.xlsx); hãy chọn đúng tệp của kế hoạch."
DAMAGED = "Tệp bị hỏng, không mở được; hãy mở bằng Word hoặc Excel để sửa, lưu lại thành tệp mới rồi tải lên."
SLIDES = "Đây là tệp trình chiếu PowerPoint; hãy tải lên tệp Word (.docx) hoặc Excel (.xlsx) của kế hoạch."
OPEN_DOCUMENT = "Đây là tệp OpenDocument (LibreOffice); hãy lưu thành kiểu .docx hoặc .xlsx rồi tải lên lại."
NO_DOCUMENT = "Tệp nén này không chứa văn bản Word hay bảng tính Excel; hãy chọn đúng tệp của kế hoạch."
DOCTYPE = "Tệp chứa khai báo lạ (DOCTYPE) nên bị từ chối; hãy mở bằng Word hoặc Excel, lưu lại thành tệp mới."


class Archive:
    """The parts of one .docx or .xlsx, inflated on demand and parsed safely. `main` is the part that holds the text or
    lists the sheets."""

    def __init__(self, data: bytes) -> None:
        refuse_foreign(data)
        if not data.startswith(b"PK"):
            raise Unreadable(NOT_OFFICE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAILURES as failure:
            raise Unreadable(DAMAGED) from failure
        _refuse_swollen(self._zip.infolist(), len(data))
        self._names = set(self._zip.namelist())
        self.main = self._main_part()

    def part(self, name: str) -> "etree._Element | None":
        """The root of an XML part beside the main one, or None when the file has no such part."""
        full = posixpath.join(posixpath.dirname(self.main), name)
        return self.xml(full) if full in self._names else None

    def xml(self, name: str) -> "etree._Element":
        """Parse one part; a part that is damaged, encrypted or declares a DOCTYPE is refused."""
        content = self._bytes(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as failure:
            raise Unreadable(DOCTYPE if b"<!DOCTYPE" in content else DAMAGED) from failure
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(DOCTYPE)
        return root

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_PART_BYTES + 1)
        except _FAILURES as failure:
            raise Unreadable(DAMAGED) from failure
        if len(content) > MAX_PART_BYTES:
            raise Unreadable(SWOLLEN)
        return content

    @property
    def is_workbook(self) -> bool:
        return self.main.startswith("xl/")

    def _main_part(self) -> str:
        """Office keeps it in word/document.xml or xl/workbook.xml, but the package may name another part."""
        for name in _MAIN_PARTS:
            if name in self._names:
                return name
        if "_rels/.rels" in self._names:
            for link in self.xml("_rels/.rels"):
                target = str(link.get("Target", "")).lstrip("/")
                is_main = str(link.get("Type", "")).endswith("/officeDocument")
                if (
                    is_main
                    and target in self._names
                    and target.startswith(("word/", "xl/"))
                    and target.endswith(".xml")
                ):
                    return target
        raise Unreadable(self._what_it_is())

    def _what_it_is(self) -> str:
        if any(name.startswith("xl/") for name in self._names):
            return BINARY_EXCEL if "xl/workbook.bin" in self._names else DAMAGED
        if any(name.startswith("ppt/") for name in self._names):
            return SLIDES
        if "mimetype" in self._names and "content.xml" in self._names:
            return OPEN_DOCUMENT
        return NO_DOCUMENT


def refuse_foreign(data: bytes) -> None:
    """Refuse what is empty, too large or of a kind that is never read, each with its own sentence."""
    start = data[:1024].lstrip().lower()
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(EMPTY)
    if data.startswith(_OLE):
        raise Unreadable(_old_office(data))
    if b"%pdf-" in start:
        raise Unreadable(PDF)
    if start.startswith((b"{\\rtf", b"<html", b"<!doctype html", b"mime-version")):
        raise Unreadable(RICH_TEXT)
    if data.startswith(_PICTURES):
        raise Unreadable(PICTURE)


def _old_office(data: bytes) -> str:
    """By the streams that the compound file names."""
    told = {"EncryptedPackage": ENCRYPTED, "WordDocument": OLD_WORD, "Workbook": OLD_EXCEL, "Book": OLD_EXCEL}
    return next((sentence for name, sentence in told.items() if name.encode("utf-16-le") in data), OLD_OFFICE)


def _refuse_swollen(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Sizes as declared; a part that lies about its size is stopped by the bounded read and its checksum."""
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise Unreadable(SWOLLEN)
    if unpacked > RATIO_FLOOR_BYTES and unpacked > MAX_RATIO * packed:
        raise Unreadable(SWOLLEN)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(ENCRYPTED)
