"""Addresses of surveys."""

from typing import Any

from tests.marked import Marked
from tests.visiting import ALL, COORDINATOR, NONE, OWN, Address, words

COORDINATOR_AWAY = (404, 302, 404, 404, 404)


def questionnaire(found: Marked) -> dict[str, Any]:
    """What the form of a survey sends; the revision is that of a new one."""
    return {
        "period": "quarter-2023-2",
        "name": "Khảo sát tháng này",
        "opening": "Xin mời.",
        "from_on": "01/06/2023",
        "to_on": "14/06/2023",
        "fields_text": "Đất đai\nHộ tịch",
        "questions_text": "Thái độ\nKết quả",
        "handed_out": "200",
        "revision": 1,
    }


ADDRESSES: tuple[Address, ...] = (
    Address("indices:surveys", ALL),
    Address("indices:surveys_file", ALL),
    Address(
        "indices:survey_new",
        (403, 200, 403, 403, 403),
        (403, 302, 403, 403, 403),
        sent=questionnaire,
        writers="coordinator",
    ),
    Address("indices:survey", ALL, on=("survey",)),
    Address("indices:survey", OWN, on=("survey_draft",)),
    Address("indices:survey", OWN, on=("survey_open",)),
    Address(
        "indices:survey_edit",
        COORDINATOR,
        COORDINATOR_AWAY,
        on=("survey_draft",),
        sent=questionnaire,
        writers="coordinator",
    ),
    Address("indices:survey_edit", COORDINATOR_AWAY, COORDINATOR_AWAY, on=("survey",), sent=questionnaire),
    Address("indices:survey_drop", None, COORDINATOR_AWAY, on=("survey_draft",), writers="coordinator"),
    Address("indices:survey_drop", None, COORDINATOR_AWAY, on=("survey_open",)),
    Address("indices:survey_open", None, COORDINATOR_AWAY, on=("survey_draft",), writers="coordinator"),
    Address("indices:survey_close", None, COORDINATOR_AWAY, on=("survey_open",), writers="coordinator"),
    Address("indices:survey_close", None, COORDINATOR_AWAY, on=("survey_draft",)),
    Address("indices:survey_copy", None, COORDINATOR_AWAY, on=("survey",), writers="coordinator"),
    Address(
        "indices:survey_handed_out",
        None,
        COORDINATOR_AWAY,
        on=("survey",),
        sent=words(handed_out="12"),
        writers="coordinator",
    ),
    Address("indices:survey_poster", COORDINATOR, on=("survey_open",)),
    Address("indices:survey_file", ALL, on=("survey", "format")),
    Address("indices:survey_file", NONE, on=("survey_open", "format")),
    Address("indices:answer", NONE, NONE, on=("survey_secret",), for_nobody=404),
    Address("indices:thanks", NONE, on=("survey_secret",), for_nobody=404),
    Address("reports:survey_numbers", OWN, (302, 302, 422, 404, 404), on=("survey",), writers="officer coordinator"),
    Address("reports:survey_numbers", NONE, NONE, on=("survey_open",)),
)
