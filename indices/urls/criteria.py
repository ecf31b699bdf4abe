"""Addresses of criteria sets."""

from django.urls import URLPattern, path

from indices.views import criteria, criteria_sheet, criterion

patterns: list[URLPattern] = [
    path("chi-so/bo-tieu-chi/", criteria.sets, name="sets"),
    path("chi-so/bo-tieu-chi/moi/", criteria.begin, name="set_new"),
    path("chi-so/bo-tieu-chi/<int:pk>/", criteria.detail, name="set"),
    path("chi-so/bo-tieu-chi/<int:pk>/sua/", criteria.edit, name="set_edit"),
    path("chi-so/bo-tieu-chi/<int:pk>/sao-chep/", criteria.copy, name="set_copy"),
    path("chi-so/bo-tieu-chi/<int:pk>/xoa/", criteria.drop, name="set_drop"),
    path("chi-so/bo-tieu-chi/<int:pk>/excel/", criteria_sheet.upload, name="set_sheet"),
    path("chi-so/bo-tieu-chi/<int:pk>/excel/luu/", criteria_sheet.confirm, name="set_sheet_confirm"),
    path("chi-so/bo-tieu-chi/<int:pk>/tep/<slug:fmt>/", criteria_sheet.download, name="set_file"),
    path("chi-so/bo-tieu-chi/<int:pk>/tieu-chi/moi/", criterion.add, name="criterion_new"),
    path("chi-so/bo-tieu-chi/<int:pk>/tieu-chi/<int:line>/", criterion.edit, name="criterion_edit"),
    path("chi-so/bo-tieu-chi/<int:pk>/tieu-chi/<int:line>/chuyen/", criterion.move, name="criterion_move"),
    path("chi-so/bo-tieu-chi/<int:pk>/tieu-chi/<int:line>/bo/", criterion.drop, name="criterion_drop"),
]
