"""Pages of the plumbing itself."""

from django.urls import path

from cchc.web.gallery import gallery

urlpatterns = [path("thanh-phan/", gallery, name="gallery")]
