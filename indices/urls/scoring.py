"""Addresses of a body's own scoring."""

from django.urls import URLPattern, path

from indices.views import proving, scoring, scoring_one, scoring_sheet, scoring_steps, scoring_table

ONE = "chi-so/tu-cham/<int:pk>/"
CRITERION = f"{ONE}<int:criterion_pk>/"

patterns: list[URLPattern] = [
    path("chi-so/tu-cham/", scoring.assessments, name="assessments"),
    path(ONE, scoring.assessment, name="assessment"),
    path(f"{ONE}nop/", scoring_steps.submit, name="score_submit"),
    path(f"{ONE}rut/", scoring_steps.withdraw, name="score_withdraw"),
    path(f"{ONE}giai-trinh/", scoring_steps.explain, name="score_explain"),
    path(f"{ONE}excel/", scoring_sheet.upload, name="score_sheet"),
    path(f"{ONE}excel/tai-ve/", scoring_sheet.download, name="score_sheet_download"),
    path(f"{ONE}excel/luu/", scoring_sheet.confirm, name="score_sheet_confirm"),
    path(f"{ONE}bang/<int:area_pk>/", scoring_table.table, name="score_table"),
    path(CRITERION, scoring_one.score, name="score"),
    path(f"{CRITERION}tinh/", scoring_one.points, name="score_points"),
    path(f"{CRITERION}minh-chung/", proving.add, name="proof_add"),
    path(f"{CRITERION}chon/", proving.choose, name="proof_choose"),
    path("chi-so/minh-chung/<int:pk>/bo/", proving.remove, name="proof_remove"),
    path("chi-so/minh-chung/<int:pk>/tep/", proving.file, name="proof_file"),
]
