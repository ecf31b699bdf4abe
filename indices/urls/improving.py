"""Addresses of improving."""

from django.urls import URLPattern, path

from indices.views import improving, improving_edit

LIST = "chi-so/cai-thien/"
ONE = f"{LIST}<int:pk>/"

patterns: list[URLPattern] = [
    path(LIST, improving.improvements, name="improvements"),
    path(f"{LIST}excel/", improving.sheet, name="improvements_sheet"),
    path(f"{LIST}moi/", improving_edit.new, name="improvement_new"),
    path(f"{LIST}moi/<str:key>/", improving_edit.start, name="improvement_start"),
    path(ONE, improving.improvement, name="improvement"),
    path(f"{ONE}sua/", improving_edit.edit, name="improvement_edit"),
    path(f"{ONE}xoa/", improving.drop, name="improvement_drop"),
    path(f"{ONE}dua-vao-ke-hoach/", improving.into_plan, name="improvement_plan"),
    path(f"{ONE}tep/<str:ending>/", improving.file, name="improvement_file"),
]
