"""Addresses of indices (`indices:`) and of emulation (`emulation:`)."""

from django.urls import include, path

from indices.urls import appraising, criteria, emulation, improving, initiatives, results, scoring, surveys

INDICES = (results, criteria, scoring, appraising, improving, surveys)
EMULATION = (emulation, initiatives)

urlpatterns = [
    path("", include(([one for topic in INDICES for one in topic.patterns], "indices"))),
    path("", include(([one for topic in EMULATION for one in topic.patterns], "emulation"))),
]
