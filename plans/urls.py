from django.urls import path

from plans.views import correcting, export, files, settling, shaping

app_name = "plans"

urlpatterns = [
    path("ke-hoach/", files.plan_table, name="list"),
    path("ke-hoach/tai-len/", files.upload, name="upload"),
    path("ke-hoach/<int:pk>/doc/", files.reading, name="reading"),
    path("ke-hoach/<int:pk>/doc-lai/", files.again, name="again"),
    path("ke-hoach/<int:pk>/tep/", files.source, name="source"),
    path("ke-hoach/<int:pk>/word/", export.word, name="word"),
    path("ke-hoach/<int:pk>/excel/", export.excel, name="excel"),
    path("ke-hoach/<int:pk>/bo/", files.discard, name="discard"),
    path("ke-hoach/<int:pk>/sua/", correcting.heading, name="heading"),
    path("ke-hoach/<int:pk>/sua/<int:item_pk>/", correcting.item, name="correct"),
    path("ke-hoach/<int:pk>/chi-tieu/<int:target_pk>/", correcting.target, name="target"),
    path("ke-hoach/<int:pk>/hang/", shaping.shape, name="shape"),
    path("ke-hoach/<int:pk>/hang/them/", shaping.add, name="add_row"),
    path("ke-hoach/<int:pk>/hang/<int:item_pk>/tach/", shaping.split, name="split"),
    path("ke-hoach/<int:pk>/diem/", settling.settle_many, name="settle_many"),
    path("ke-hoach/<int:pk>/diem/<int:doubt_pk>/", settling.settle, name="settle"),
    path("ke-hoach/<int:pk>/diem/<int:doubt_pk>/quyet-lai/", settling.reopen, name="reopen"),
]
