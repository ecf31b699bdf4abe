"""Line drawings that stand beside words, never alone without them: one path each on an 18×18 grid. Pure."""

PATHS = {
    "list": "M3 4h12M3 9h12M3 14h7",
    "tasks": "M2.5 4.5l1.6 1.6L7 3.2M2.5 11.5l1.6 1.6L7 10.2M9.5 5H16M9.5 12H16",
    "doc": "M4 2h7l3 3v11H4zM6.5 8h5M6.5 11h5",
    "chart": "M3.5 15V9M8.5 15V4M13.5 15V7",
    "grid": "M2.5 2.5h5v5h-5zM10.5 2.5h5v5h-5zM2.5 10.5h5v5h-5zM10.5 10.5h5v5h-5z",
    "user": "M9 9a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 9zM3 15.5c.6-3 3-4.3 6-4.3s5.4 1.3 6 4.3",
    "people": (
        "M6.5 8.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM1.5 14.5c.4-2.5 2.3-3.7 5-3.7s4.6 1.2 5 3.7"
        "M11.5 3.3a2.6 2.6 0 0 1 0 5M13.5 11c1.7.5 2.7 1.6 3 3.5"
    ),
    "swap": "M3 6h11M11 3l3 3-3 3M15 12H4M7 9l-3 3 3 3",
    "leave": "M7 3H3v12h4M8 9h7M12 6l3 3-3 3",
    "search": "M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10zM11.7 11.7L15.5 15.5",
    "upload": "M9 12V3M5.5 6.5L9 3l3.5 3.5M3 12v3h12v-3",
    "download": "M9 3v9M5.5 8.5L9 12l3.5-3.5M3 13v2.5h12V13",
    "check": "M3 9.5l4 4 8-9",
    "warning": "M9 2.5l7 13H2zM9 7v4M9 12.5v1.5",
    "info": "M9 16A7 7 0 1 0 9 2a7 7 0 0 0 0 14zM9 8v5M9 5v1.5",
    "close": "M4 4l10 10M14 4L4 14",
    "clock": "M9 16A7 7 0 1 0 9 2a7 7 0 0 0 0 14zM9 5v4.5l3 1.5",
    "bell": "M4 13.5c1-1 1.3-2.3 1.3-5a3.7 3.7 0 0 1 7.4 0c0 2.7.3 4 1.3 5zM7.5 15.8h3",
    "calendar": "M3 4h12v11H3zM3 7.5h12M6 2v3M12 2v3",
    "edit": "M3 15l.7-3L12 3.5l2.5 2.5L6 14.3z",
    "file": "M4 2h7l3 3v11H4zM11 2v3h3",
    "lock": "M4 8h10v7.5H4zM6 8V5.5a3 3 0 0 1 6 0V8",
    "eye": "M1.5 9S4 4.5 9 4.5 16.5 9 16.5 9 14 13.5 9 13.5 1.5 9 1.5 9zM9 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "undo": "M3 7h8a4 4 0 0 1 0 8H7M6 4L3 7l3 3",
    "plus": "M9 3v12M3 9h12",
    "more": "M2.8 9h2M8 9h2M13.2 9h2",
    "trend": "M2.5 13l4-4.5 3 2.5 6-7M11.5 4h4v4",
    "medal": "M9 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM6.5 7.5L4 2M11.5 7.5L14 2",
}

_SVG = (
    '<svg viewBox="0 0 18 18" width="{size}" height="{size}" fill="none" stroke="currentColor" stroke-width="1.6"'
    ' aria-hidden="true"><path d="{path}"/></svg>'
)


def icon(name: str, size: int = 18) -> str:
    """The drawing as an SVG element; an unknown name is a KeyError, found by the first test that draws the page."""
    return _SVG.format(size=size, path=PATHS[name])
