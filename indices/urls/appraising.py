"""Addresses of appraising."""

from django.urls import URLPattern, path

from indices.views import appraising, ranking, rounds, survey_marks

patterns: list[URLPattern] = [
    path("chi-so/dot/", rounds.rounds, name="rounds"),
    path("chi-so/dot/moi/", rounds.new, name="round_new"),
    path("chi-so/dot/<int:pk>/", rounds.detail, name="round"),
    path("chi-so/dot/<int:pk>/buoc/", rounds.steps, name="round_steps"),
    path("chi-so/dot/<int:pk>/ngay/", rounds.days, name="round_days"),
    path("chi-so/dot/<int:pk>/to/", rounds.team, name="round_team"),
    path("chi-so/dot/<int:pk>/to/thoi/", rounds.leave, name="round_team_leave"),
    path("chi-so/dot/<int:pk>/dieu-tra/", survey_marks.survey_marks, name="survey_marks"),
    path("chi-so/dot/<int:pk>/xep-hang/", ranking.ranking, name="ranking"),
    path("chi-so/dot/<int:pk>/cong-bo/", ranking.publish_page, name="publish"),
    path("chi-so/dot/tham-dinh/<int:pk>/", appraising.appraise_page, name="appraise"),
    path("chi-so/dot/tham-dinh/<int:pk>/dong-y/", appraising.agree_area, name="appraise_agree"),
    path("chi-so/dot/tham-dinh/<int:pk>/nhan/", appraising.take, name="appraise_take"),
    path("chi-so/dot/tham-dinh/<int:pk>/tra-lai/", appraising.back, name="appraise_back"),
    path("chi-so/dot/tham-dinh/<int:pk>/bao-ket-qua/", appraising.tell, name="appraise_tell"),
    path("chi-so/dot/tham-dinh/<int:pk>/chot-lan-2/", appraising.again, name="appraise_tell_again"),
    path("chi-so/dot/tham-dinh/<int:pk>/hoi-dong/", appraising.council, name="appraise_decide"),
    path("chi-so/dot/tham-dinh/<int:pk>/phieu.<str:kind>", appraising.slip, name="result_slip"),
]
