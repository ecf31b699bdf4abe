"""Zip packages (DOCX, XLSX) whose bytes depend on their contents alone."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST_YEAR = 1980
_READ_WRITE = 0o600 << 16


def repack(package: bytes, as_of: date) -> bytes:
    """The same entries in the same order, every one dated `as_of` (zip knows no year before 1980)."""
    stamp = (max(as_of.year, _EARLIEST_YEAR), as_of.month, as_of.day, 0, 0, 0)
    packed = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _READ_WRITE
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
