"""Marked objects of surveys."""

from typing import Any

from tests.cast import Cast
from tests.indices.asking import closed_survey, draft_survey, open_one
from tests.marking import mark


def mark_surveys(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """A closed survey, whose words are read from above, a draft, which only its body reads, and one that runs. The
    address of a draft answers nobody."""
    words = mark("survey")
    home["survey"] = closed_survey(
        cast.actors["vptk"], name=f"Khảo sát {words}", opening=words, fields=(f"Đất {words}",), questions=(words, "Hai")
    )
    home["survey_draft"] = draft_survey(cast.actors["vptk"], name=f"Khảo sát {mark('poll')}", opening=mark("poll"))
    home["survey_open"] = open_one(cast.actors["vptk"], name="Khảo sát đang mở")
    away["survey"] = closed_survey(cast.actors["ba-dinh.vptk"])
    away["survey_draft"] = draft_survey(cast.actors["ba-dinh.vptk"], name="Khảo sát khác")
    away["survey_open"] = open_one(cast.actors["ba-dinh.vptk"], name="Khảo sát khác nữa")
    for place in (home, away):
        place["survey_secret"] = place["survey_draft"].secret
