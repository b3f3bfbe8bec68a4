"""Addresses of the law's desk, below `/cms/`."""

from django.urls import path

from casework.desk.law.calendar import CalendarView, EnterView, PassView

urlpatterns = [
    path("law/calendar/", CalendarView.as_view(), name="law_calendar"),
    path("law/calendar/enter/", EnterView.as_view(), name="law_calendar_enter"),
    path("law/calendar/<int:pk>/", PassView.as_view(), name="law_calendar_pass"),
]
