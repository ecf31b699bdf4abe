"""Files that are drawn in a request, given away as downloads."""

from urllib.parse import quote

from django.http import HttpResponse

_OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
"""By the ending of a name."""


def file_response(data: bytes, name: str, kind: str) -> HttpResponse:
    """The file as `name`.`kind`, a key of CONTENT_TYPES; nothing keeps it."""
    full = f"{name}.{kind}"
    response = HttpResponse(data, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename=\"{full}\"; filename*=UTF-8''{quote(full)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
