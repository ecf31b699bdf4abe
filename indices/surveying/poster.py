"""The sheet of paper for the wall of the counter: whose it is, a large QR code, the address in letters."""

from dataclasses import dataclass
from datetime import date
from html import escape

from cchc.paper.pdf import draw_page
from cchc.paper.words import clean, issuer_caps, short_date
from indices.surveying.drawing import qr

STYLE = """
@page { size: A4 portrait; margin: 18mm 18mm 14mm; @bottom-center { content: none } }
body { text-align: center; font-size: 15pt; line-height: 1.35 }
p { margin: 0 }
.issuer { font-weight: bold; font-size: 17pt; line-height: 1.3 }
h1 { font-size: 30pt; line-height: 1.2; margin: 11mm 0 4mm; font-weight: bold; text-align: center }
.lead { font-size: 17pt }
svg { display: block; width: 126mm; height: 126mm; margin: 3mm auto 0 }
.address { font-weight: bold; font-size: 14pt; overflow-wrap: anywhere }
.steps { margin-top: 7mm; font-size: 16pt }
.kept { margin-top: 7mm; font-size: 12.5pt; font-style: italic }
"""


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it."""

    issuer: str
    name: str
    address: str
    from_on: date
    to_on: date
    as_of: date


def poster_page(poster: Poster) -> str:
    """As a page of our own, well-formed."""
    days = f"Từ ngày {short_date(poster.from_on)} đến hết ngày {short_date(poster.to_on)}"
    issuer = escape(issuer_caps(poster.issuer)).replace("\n", "<br/>")
    shown = escape(poster.address.partition("://")[2])
    return (
        '<!DOCTYPE html><html lang="vi-VN"><head><meta charset="utf-8"/>'
        f"<title>{escape(clean(poster.name))}</title>"
        f'<meta name="author" content="{escape(clean(poster.issuer))}"/>'
        f'<meta name="dcterms.created" content="{poster.as_of.isoformat()}"/>'
        f'<meta name="dcterms.modified" content="{poster.as_of.isoformat()}"/>'
        f"<style>{STYLE}</style></head><body>"
        f'<p class="issuer">{issuer}</p>'
        "<h1>Ông/bà có hài lòng<br/>với việc giải quyết thủ tục?</h1>"
        '<p class="lead">Xin dành nửa phút cho chúng tôi biết.</p>'
        f"{qr(poster.address, 'Mã QR mở phiếu khảo sát')}"
        f'<p class="address">{shown}</p>'
        '<p class="steps">Mở máy ảnh điện thoại, đưa vào mã ở trên, chạm vào đường dẫn hiện ra.<br/>'
        "Không cần cài ứng dụng, không cần đăng nhập.</p>"
        f'<p class="kept">{days}. Phiếu không hỏi tên, không lưu thông tin cá nhân.</p>'
        "</body></html>"
    )


def draw_poster(poster: Poster) -> bytes:
    return draw_page(poster_page(poster))
