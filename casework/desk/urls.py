"""Addresses of the desk, below `/cms/`."""

from django.urls import path

from casework.desk.act_view import ActView
from casework.desk.batch import BatchView
from casework.desk.case_page import CaseView
from casework.desk.export import ExportView
from casework.desk.home import land
from casework.desk.private import PhotoView, RevealView
from casework.desk.queue import CasesView, QueueView
from casework.desk.saved_views import SavedViewsView
from casework.desk.statements import StatementsView

urlpatterns = [
    path("today/", land, name="desk_landing"),
    path("desk/", QueueView.as_view(), name="desk_queue"),
    path("desk/cases/", CasesView.as_view(), name="desk_cases"),
    path("desk/batch/", BatchView.as_view(), name="desk_batch"),
    path("desk/views/", SavedViewsView.as_view(), name="desk_views"),
    path("desk/export/", ExportView.as_view(), name="desk_export"),
    path("desk/statements/", StatementsView.as_view(), name="desk_statements"),
    path("desk/case/<uuid:pk>/", CaseView.as_view(), name="desk_case"),
    path("desk/case/<uuid:pk>/do/<slug:verb>/", ActView.as_view(), name="desk_act"),
    path("desk/case/<uuid:pk>/see/<slug:member>/<slug:field>/", RevealView.as_view(), name="desk_reveal"),
    path("desk/case/<uuid:pk>/paper/<uuid:photo>/", PhotoView.as_view(), name="desk_photo"),
]
