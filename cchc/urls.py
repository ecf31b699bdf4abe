"""The tree of addresses: strings only. Each application names its own first words."""

from django.urls import include, path

APPLICATIONS = ("cchc.web", "cchc.orgs", "plans", "tasks", "indices", "reports")

urlpatterns = [path("", include(f"{name}.urls")) for name in APPLICATIONS]

handler400 = "cchc.web.views.bad_request"
handler403 = "cchc.web.views.forbidden"
handler404 = "cchc.web.views.not_found"
handler500 = "cchc.web.views.server_error"
