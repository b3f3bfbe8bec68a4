"""Addresses of the desk, below `/cms/`."""

from django.urls import path

from casework.desk.act_view import ActView
from casework.desk.batch import BatchView
from casework.desk.case_page import CaseView
from casework.desk.certificate.views import CertificatesView
from casework.desk.check.views import CheckView, ColumnsView, ReportInView
from casework.desk.complaint.views import ComplaintView
from casework.desk.export import ExportView
from casework.desk.exports import ExportsView
from casework.desk.home import land
from casework.desk.kin.views import KinView
from casework.desk.lead.views import LeadsView
from casework.desk.marks.dishonesty import DishonestyView
from casework.desk.marks.monitoring import MonitoredCaseView, MonitoringView
from casework.desk.people.merging import MergeView
from casework.desk.people.refusals import RefusalsView
from casework.desk.people.views import OfficerView, PeopleView
from casework.desk.private import PhotoView, RevealView
from casework.desk.queue import CasesView, QueueView
from casework.desk.relief.views import ReliefView, ReserveView
from casework.desk.results import ResultsView
from casework.desk.saved_views import SavedViewsView
from casework.desk.special import SpecialView
from casework.desk.statements import StatementsView
from casework.desk.supervision.untouched import UntouchedView
from casework.desk.supervision.views import SupervisionView
from casework.desk.visit.inquiry import InquiryView, ReportView, SheetPrintView
from casework.desk.visit.views import AmendView, PhotoInView, TokenView, VisitsView, VisitView, worker
from casework.desk.wish import WishView

urlpatterns = [
    path("today/", land, name="desk_landing"),
    path("desk/", QueueView.as_view(), name="desk_queue"),
    path("desk/cases/", CasesView.as_view(), name="desk_cases"),
    path("desk/batch/", BatchView.as_view(), name="desk_batch"),
    path("desk/views/", SavedViewsView.as_view(), name="desk_views"),
    path("desk/special/", SpecialView.as_view(), name="desk_special"),
    path("desk/export/", ExportView.as_view(), name="desk_export"),
    path("desk/exports/", ExportsView.as_view(), name="desk_exports"),
    path("desk/certificates/", CertificatesView.as_view(), name="desk_certificates"),
    path("desk/results/", ResultsView.as_view(), name="desk_results"),
    path("desk/kin/", KinView.as_view(), name="desk_kin"),
    path("desk/people/", PeopleView.as_view(), name="desk_people"),
    path("desk/people/<uuid:officer>/", OfficerView.as_view(), name="desk_officer"),
    path("desk/people/<uuid:officer>/merge/<uuid:other>/", MergeView.as_view(), name="desk_merge"),
    path("desk/refusals/", RefusalsView.as_view(), name="desk_refusals"),
    path("desk/supervision/", SupervisionView.as_view(), name="desk_supervision"),
    path("desk/untouched/", UntouchedView.as_view(), name="desk_untouched"),
    path("desk/statements/", StatementsView.as_view(), name="desk_statements"),
    path("desk/complaint/<uuid:pk>/", ComplaintView.as_view(), name="desk_complaint"),
    path("desk/case/<uuid:pk>/", CaseView.as_view(), name="desk_case"),
    path("desk/case/<uuid:pk>/do/<slug:verb>/", ActView.as_view(), name="desk_act"),
    path("desk/case/<uuid:pk>/see/<slug:member>/<slug:field>/", RevealView.as_view(), name="desk_reveal"),
    path("desk/case/<uuid:pk>/paper/<uuid:photo>/", PhotoView.as_view(), name="desk_photo"),
    path("desk/case/<uuid:pk>/inquiry/", InquiryView.as_view(), name="desk_inquiry"),
    path("desk/case/<uuid:pk>/inquiry/report/", ReportView.as_view(), name="desk_report"),
    path("desk/case/<uuid:pk>/sheet/<uuid:sheet>/", SheetPrintView.as_view(), name="desk_sheet"),
    path("desk/case/<uuid:pk>/sheet/amend/", AmendView.as_view(), name="desk_visit_amend"),
    path("desk/case/<uuid:pk>/dishonesty/", DishonestyView.as_view(), name="desk_dishonesty"),
    path("desk/case/<uuid:pk>/monitoring/", MonitoredCaseView.as_view(), name="desk_monitored"),
    path("desk/monitoring/", MonitoringView.as_view(), name="desk_monitoring"),
    path("desk/leads/", LeadsView.as_view(), name="desk_leads"),
    path("desk/wish/", WishView.as_view(), name="desk_wish"),
    path("desk/check/", CheckView.as_view(), name="desk_check"),
    path("desk/check/report/", ReportInView.as_view(), name="desk_check_report"),
    path("desk/check/columns/<slug:kind>/", ColumnsView.as_view(), name="desk_check_columns"),
    path("desk/relief/", ReliefView.as_view(), name="desk_relief"),
    path("desk/relief/reserve/<slug:code>/", ReserveView.as_view(), name="desk_reserve"),
    # Everything below one address: the worker on the telephone looks after this address and no other.
    path("desk/visit/", VisitsView.as_view(), name="desk_visits"),
    path("desk/visit/worker.js", worker, name="desk_visit_worker"),
    path("desk/visit/token/", TokenView.as_view(), name="desk_visit_token"),
    path("desk/visit/<uuid:pk>/", VisitView.as_view(), name="desk_visit"),
    path("desk/visit/<uuid:pk>/photo/", PhotoInView.as_view(), name="desk_visit_photo"),
]
