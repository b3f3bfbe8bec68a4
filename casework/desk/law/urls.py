"""Addresses of the law's desk, below `/cms/`."""

from django.urls import path

from casework.desk.law.calendar import CalendarView, EnterView, PassView
from casework.desk.law.parameters import ParametersView, TouchView
from casework.desk.law.whatif import RunView, TrialsView
from casework.desk.law.whatif_export import TrialExportView

urlpatterns = [
    path("law/calendar/", CalendarView.as_view(), name="law_calendar"),
    path("law/calendar/enter/", EnterView.as_view(), name="law_calendar_enter"),
    path("law/calendar/<int:pk>/", PassView.as_view(), name="law_calendar_pass"),
    path("law/parameters/", ParametersView.as_view(), name="law_parameters"),
    path("law/parameters/<int:pk>/", TouchView.as_view(), name="law_parameter"),
    path("law/whatif/", TrialsView.as_view(), name="law_whatif"),
    path("law/whatif/<int:pk>/", RunView.as_view(), name="law_whatif_run"),
    path("law/whatif/<int:pk>/export/", TrialExportView.as_view(), name="law_whatif_export"),
]
