"""Addresses of surveys; `y-kien/` is the public side."""

from django.urls import URLPattern, path

from indices.views import answering, survey_results, surveys

patterns: list[URLPattern] = [
    path("khao-sat/", surveys.surveys, name="surveys"),
    path("khao-sat/danh-sach.xlsx", survey_results.listed, name="surveys_file"),
    path("khao-sat/moi/", surveys.new, name="survey_new"),
    path("khao-sat/<int:pk>/", survey_results.survey, name="survey"),
    path("khao-sat/<int:pk>/sua/", surveys.edit, name="survey_edit"),
    path("khao-sat/<int:pk>/xoa/", surveys.drop, name="survey_drop"),
    path("khao-sat/<int:pk>/mo/", surveys.open_, name="survey_open"),
    path("khao-sat/<int:pk>/dong/", surveys.close, name="survey_close"),
    path("khao-sat/<int:pk>/chep/", surveys.copy, name="survey_copy"),
    path("khao-sat/<int:pk>/phat-ra/", surveys.handed_out, name="survey_handed_out"),
    path("khao-sat/<int:pk>/to-dan.pdf", survey_results.poster, name="survey_poster"),
    path("khao-sat/<int:pk>/tep/<str:kind>/", survey_results.file, name="survey_file"),
    path("y-kien/<slug:secret>/", answering.answer, name="answer"),
    path("y-kien/<slug:secret>/cam-on/", answering.thanks, name="thanks"),
]
