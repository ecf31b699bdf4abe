"""Pages of refusals that come before or outside any view: what is wrong and what to do.

They are drawn without the request, so that they stand when the session or the database does not. A script gets
the sentence alone, as text.
"""

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def refusal(request: HttpRequest, *, status: int, title: str, sentence: str) -> HttpResponse:
    """The page of one refusal, or its sentence as text for htmx."""
    if request.headers.get("HX-Request"):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    page = render_to_string("error.html", {"status": status, "title": title, "sentence": sentence})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = "Máy chủ không hiểu yêu cầu này: hãy quay lại trang trước và làm lại từ đầu."
    if isinstance(exception, TOO_BIG):
        sentence = "Dữ liệu gửi lên quá lớn: hãy quay lại, rút ngắn nội dung hoặc gửi từng phần."
    if isinstance(exception, DisallowedHost):
        sentence = "Địa chỉ này không thuộc hệ thống: hãy dùng đúng tên miền đã được cấp."
    return refusal(request, status=400, title="Yêu cầu không hợp lệ", sentence=sentence)


def expired(request: HttpRequest) -> HttpResponse:
    return refusal(
        request,
        status=401,
        title="Phiên làm việc đã hết hạn",
        sentence="Phiên làm việc đã hết hạn, chưa lưu: hãy đăng nhập lại ở một thẻ khác rồi lưu lần nữa ở đây.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) or "Tài khoản này không có quyền làm việc đó: hãy nhờ người phụ trách của đơn vị."
    return refusal(request, status=403, title="Không có quyền", sentence=sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal(
        request,
        status=403,
        title="Trang đã cũ",
        sentence="Trang này mở từ phiên đăng nhập trước, chưa lưu: hãy quay lại, tải lại trang rồi gửi lần nữa.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(
        request,
        status=404,
        title="Không tìm thấy",
        sentence="Không có trang này, hoặc nó thuộc đơn vị khác: hãy kiểm tra lại địa chỉ hoặc về trang đầu.",
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return refusal(
        request,
        status=413,
        title="Tệp quá lớn",
        sentence="Tệp gửi lên quá lớn, chưa lưu gì: hãy chọn tệp không quá 20 MB rồi gửi lại.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return refusal(
        request,
        status=500,
        title="Hệ thống gặp lỗi",
        sentence="Hệ thống gặp lỗi, lỗi đã được ghi lại: hãy thử lại sau ít phút, nếu vẫn lỗi thì báo quản trị.",
    )
