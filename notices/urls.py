"""Addresses of postings and rosters, below `/public/`."""

from django.urls import path, re_path

from notices import views

urlpatterns = [
    path("<int:pk>/object/", views.object_to, name="object_to_posting"),
    path("<int:pk>/object/done/", views.objection_done, name="objection_done"),
    path("", views.page, name="postings"),
    path("<int:pk>/", views.page, name="posting"),
    re_path(r"^(?P<rest>.+)$", views.page),
]
