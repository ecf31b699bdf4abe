"""Addresses of improving."""

from tests.visiting import ALL, COORDINATOR, Address, words

WRITER = (404, 302, 404, 404, 404)

ADDRESSES: tuple[Address, ...] = (
    Address("indices:improvements", ALL),
    Address("indices:improvements_sheet", ALL),
    Address(
        "indices:improvement_new",
        (403, 200, 403, 403, 403),
        (403, 302, 403, 403, 403),
        sent=words(kind="papi", base_year=2021, year=2022),
        writers="coordinator",
    ),
    Address(
        "indices:improvement_start",
        (403, 200, 403, 404, 404),
        (403, 302, 403, 404, 404),
        on=("improvement_source",),
        sent=words(nam=2020, nguong="80", khac_phuc=["1"]),
        writers="coordinator",
    ),
    Address("indices:improvement", ALL, on=("improvement",)),
    Address(
        "indices:improvement_edit",
        COORDINATOR,
        WRITER,
        on=("improvement",),
        sent=lambda found: {
            "title": "Kế hoạch khác",
            "seen": found.home["improvement"].revision,
            "row": [found.home["improvement_row"].pk],
            f"r{found.home['improvement_row'].pk}-name": "Nội dung khác",
            f"r{found.home['improvement_row'].pk}-side": "mend",
        },
        writers="coordinator",
    ),
    Address("indices:improvement_drop", None, WRITER, on=("improvement",), writers="coordinator"),
    Address("indices:improvement_plan", None, WRITER, on=("improvement",), writers="coordinator"),
    Address("indices:improvement_file", ALL, on=("improvement", "format")),
)
