"""Addresses of letters at the desk, below `/cms/`."""

from django.urls import path

from notices.desk.boards import BoardPhotoView, BoardsView, WindowView
from notices.desk.correcting import CorrectView
from notices.desk.postings import PostingsView, PostingView, ShownView
from notices.desk.serving import ProofAddView, ProofView, ServeView
from notices.desk.stubs import StubsView
from notices.desk.views import (
    AcceptancesPrint,
    FormPdf,
    LetterPdf,
    LetterPrint,
    LettersPrint,
    NoticesView,
    NoticeView,
    ReceiptPdf,
)

urlpatterns = [
    path("desk/stubs/", StubsView.as_view(), name="desk_stubs"),
    path("desk/boards/", BoardsView.as_view(), name="desk_boards"),
    path("desk/boards/window.pdf", WindowView.as_view(), name="desk_window"),
    path("desk/boards/<int:pk>/", BoardPhotoView.as_view(), name="desk_board_photo"),
    path("desk/postings/", PostingsView.as_view(), name="desk_postings"),
    path("desk/posting/<int:pk>/", PostingView.as_view(), name="desk_posting"),
    path("desk/posting/<int:pk>/<slug:kind>/<int:row>/", ShownView.as_view(), name="desk_posting_shown"),
    path("desk/notices/", NoticesView.as_view(), name="desk_notices"),
    path("desk/notices/print/", LettersPrint.as_view(), name="desk_notices_print"),
    path("desk/notices/acceptances/", AcceptancesPrint.as_view(), name="desk_acceptances_print"),
    path("desk/notice/<uuid:pk>/", NoticeView.as_view(), name="desk_notice"),
    path("desk/notice/<uuid:pk>/serve/<slug:method>/", ServeView.as_view(), name="desk_notice_serve"),
    path("desk/notice/<uuid:pk>/correct/", CorrectView.as_view(), name="desk_notice_correct"),
    path("desk/notice/<uuid:pk>/proof/", ProofAddView.as_view(), name="desk_notice_proof_add"),
    path("desk/notice/<uuid:pk>/proof/<uuid:proof>/", ProofView.as_view(), name="desk_notice_proof"),
    path("desk/notice/<uuid:pk>/print/", LetterPrint.as_view(), name="desk_notice_print"),
    path("desk/case/<uuid:pk>/form/<slug:kind>.pdf", FormPdf.as_view(), name="desk_form_pdf"),
    path("desk/notice/<uuid:pk>/letter.pdf", LetterPdf.as_view(), name="desk_notice_pdf"),
    path("desk/notice/<uuid:pk>/receipt.pdf", ReceiptPdf.as_view(), name="desk_notice_receipt"),
]
