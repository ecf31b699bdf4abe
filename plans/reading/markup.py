"""WordprocessingML by local names, so that transitional and strict files read alike; the text of a paragraph."""

from collections.abc import Iterator

from lxml import etree

_DROPPED = {"del", "moveFrom", "delText", "instrText", "fldData", "Fallback", "pPr", "rPr", "tcPr", "trPr", "sdtPr"}
_DROPPED |= {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "rt", "txbxContent"}
_WRITTEN = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"}
_OFF = {"0", "false", "off", "none"}


def name(element: "etree._Element") -> str:
    """The local name; empty for comments, processing instructions and unresolved entities."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: "etree._Element | None", wanted: str) -> Iterator["etree._Element"]:
    if element is not None:
        yield from (node for node in element if name(node) == wanted)


def child(element: "etree._Element | None", wanted: str) -> "etree._Element | None":
    return next(children(element, wanted), None)


def attribute(element: "etree._Element | None", wanted: str) -> str:
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == wanted), "")


def integer(element: "etree._Element | None", default: int, wanted: str = "val") -> int:
    text = attribute(element, wanted)
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else default


def is_on(element: "etree._Element | None") -> bool:
    """A toggle property: present and not switched off."""
    return element is not None and attribute(element, "val") not in _OFF


def unwrapped(element: "etree._Element") -> Iterator["etree._Element"]:
    """The children with content controls, insertions and alternatives opened."""
    for node in element:
        if name(node) in _WRAPPERS:
            yield from unwrapped(node)
        elif name(node):
            yield node


def paragraph_text(paragraph: "etree._Element") -> str:
    """What a reader sees: insertions kept; deletions, hidden runs, field codes and drawings dropped."""
    return "".join(_pieces(paragraph))


def boxed_paragraphs(paragraph: "etree._Element") -> Iterator["etree._Element"]:
    """Paragraphs of text boxes anchored in this one; letterheads are sometimes laid out so."""
    for box in paragraph.iter("{*}txbxContent"):
        if not any(name(above) == "Fallback" for above in box.iterancestors()):
            yield from (node for node in unwrapped(box) if name(node) == "p")


def _pieces(element: "etree._Element") -> Iterator[str]:
    for node in element:
        kind = name(node)
        if kind in _WRITTEN:
            yield _WRITTEN[kind]
        elif kind == "t":
            yield node.text or ""
        elif kind and kind not in _DROPPED and not _is_hidden(node, kind):
            yield from _pieces(node)


def _is_hidden(node: "etree._Element", kind: str) -> bool:
    return kind == "r" and is_on(child(child(node, "rPr"), "vanish"))
