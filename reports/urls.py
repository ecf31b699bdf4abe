from django.urls import include, path

from reports.views import deciding, detail, editing, files, listing, overview, places

own_patterns = (
    [
        path("tong-quan/", overview.overview, name="overview"),
        path("bao-cao/", listing.listing, name="list"),
        path("bao-cao/thiet-lap/", places.settings, name="settings"),
        path("bao-cao/lap/", listing.draft, name="draft"),
        path("bao-cao/<int:pk>/", detail.detail, name="detail"),
        path("bao-cao/<int:pk>/noi-dung/", detail.narrative, name="narrative"),
        path("bao-cao/<int:pk>/noi-dung/<str:key>/", editing.section, name="section"),
        path("bao-cao/<int:pk>/noi-dung/<str:key>/lay-lai/", editing.restore, name="restore"),
        path("bao-cao/<int:pk>/noi-dung/<str:key>/loi-moi/", editing.fresh, name="fresh"),
        path("bao-cao/<int:pk>/nhiem-vu/", detail.rows, name="rows"),
        path("bao-cao/<int:pk>/nhat-ky/", detail.history, name="history"),
        path("bao-cao/<int:pk>/cap-nhat/", deciding.refresh, name="refresh"),
        path("bao-cao/<int:pk>/duyet/", deciding.approve, name="approve"),
        path("bao-cao/<int:pk>/rut-duyet/", deciding.withdraw, name="withdraw"),
        path("bao-cao/<int:pk>/gui/", deciding.submit, name="submit"),
        path("bao-cao/<int:pk>/nhan/", deciding.accept, name="accept"),
        path("bao-cao/<int:pk>/tra-lai/", deciding.send_back, name="return"),
        path("bao-cao/<int:pk>/mo-lai/", deciding.reopen, name="reopen"),
        path("bao-cao/<int:pk>/tep/", files.files, name="files"),
        path("tep-bao-cao/<int:pk>/", files.download, name="download"),
        path("tep-bao-cao/<int:pk>/ve-lai/", files.redraw, name="redraw"),
    ],
    "reports",
)

urlpatterns = [path("", overview.home, name="home"), path("", include(own_patterns))]
