"""An outline as its form sends it."""

from typing import Any

from reports.outline import Parts


def outline_posted(parts: Parts, button: str, **more: Any) -> dict[str, Any]:
    """The fields of every part, and the button that was pressed."""
    posted: dict[str, Any] = {"so-muc": len(parts), "lam": button} | more
    for place, part in enumerate(parts):
        name = f"muc-{place}"
        posted |= {
            f"{name}-key": part.key,
            f"{name}-heading": part.heading,
            f"{name}-filling": part.filling.value,
            f"{name}-areas": list(part.areas),
            f"{name}-gap": part.gap,
            f"{name}-level": part.level,
        }
        if part.optional:
            posted[f"{name}-optional"] = "on"
    return posted
