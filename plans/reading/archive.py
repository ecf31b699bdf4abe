"""A Word file as bytes → its XML parts, or a refusal in one Vietnamese sentence.

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
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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

EMPTY = "Tệp rỗng, không có nội dung nào; hãy chọn lại tệp Word (.docx) của kế hoạch."
TOO_LARGE = "Tệp lớn hơn 10 MB; hãy bỏ bớt hình ảnh trong văn bản rồi tải lên lại."
SWOLLEN = "Tệp bung ra quá lớn so với một văn bản thật; hãy mở bằng Word, lưu lại thành tệp .docx mới rồi tải lên."
ENCRYPTED = "Tệp được đặt mật khẩu nên không mở được; hãy bỏ mật khẩu trong Word rồi tải lên lại."
OLD_WORD = "Đây là tệp Office kiểu cũ (.doc, .xls); hãy mở bằng Word, chọn Lưu thành, kiểu .docx, rồi tải lên lại."
PDF = "Đây là tệp PDF; hãy tải lên tệp Word (.docx) của kế hoạch."
RICH_TEXT = "Đây là tệp RTF hoặc trang web mang tên Word; hãy mở bằng Word, lưu thành kiểu .docx rồi tải lên lại."
NOT_WORD = "Tệp không phải là văn bản Word (.docx); hãy chọn đúng tệp Word của kế hoạch."
DAMAGED = "Tệp Word bị hỏng, không mở được; hãy mở bằng Word để sửa, lưu lại thành tệp .docx mới rồi tải lên."
SPREADSHEET = "Đây là bảng tính Excel, không phải văn bản Word; hãy tải lên tệp Word (.docx) của kế hoạch."
SLIDES = "Đây là tệp trình chiếu PowerPoint, không phải văn bản Word; hãy tải lên tệp Word (.docx) của kế hoạch."
OPEN_DOCUMENT = "Đây là tệp OpenDocument (LibreOffice); hãy lưu thành kiểu Word (.docx) rồi tải lên lại."
NO_DOCUMENT = "Tệp nén này không chứa văn bản Word nào; hãy chọn đúng tệp Word (.docx) của kế hoạch."
DOCTYPE = "Tệp Word chứa khai báo lạ (DOCTYPE) nên bị từ chối; hãy mở bằng Word, lưu lại thành tệp .docx mới."


class Archive:
    """The parts of one .docx, inflated on demand and parsed safely."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_formats(data)
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

    def _main_part(self) -> str:
        """Word usually keeps the text in word/document.xml, but the package may name another part."""
        if "word/document.xml" in self._names:
            return "word/document.xml"
        if "_rels/.rels" in self._names:
            for link in self.xml("_rels/.rels"):
                target = str(link.get("Target", "")).lstrip("/")
                is_main = str(link.get("Type", "")).endswith("/officeDocument") and target.startswith("word/")
                if is_main and target in self._names:
                    return target
        raise Unreadable(self._what_it_is())

    def _what_it_is(self) -> str:
        if any(name.startswith("xl/") for name in self._names):
            return SPREADSHEET
        if any(name.startswith("ppt/") for name in self._names):
            return SLIDES
        if "mimetype" in self._names and "content.xml" in self._names:
            return OPEN_DOCUMENT
        return NO_DOCUMENT


def _refuse_other_formats(data: bytes) -> None:
    start = data[:1024].lstrip().lower()
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(EMPTY)
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE)
    if data.startswith(_OLE):
        raise Unreadable(ENCRYPTED if _ENCRYPTED in data else OLD_WORD)
    if b"%pdf-" in start:
        raise Unreadable(PDF)
    if start.startswith((b"{\\rtf", b"<html", b"<!doctype html", b"mime-version")):
        raise Unreadable(RICH_TEXT)
    if not data.startswith(b"PK"):
        raise Unreadable(NOT_WORD)


def _refuse_swollen(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Sizes as declared; a part that lies about its size is stopped by the bounded read and its checksum."""
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise Unreadable(SWOLLEN)
    if unpacked > RATIO_FLOOR_BYTES and unpacked > MAX_RATIO * packed:
        raise Unreadable(SWOLLEN)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(ENCRYPTED)
