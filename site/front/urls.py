"""Addresses of the public site."""

from django.urls import path

from front.views import check, complain, demo, disclosure, display, handoff, home, policy, track
from front.views.apply import account, ending, household, photos, signing, tasks, trouble

applying = [
    path("apply/", tasks.home, name="apply"),
    path("apply/start/", tasks.start, name="apply_start"),
    path("apply/discard/", tasks.discard, name="apply_discard"),
    path("apply/household/", household.household, name="apply_household"),
    path("apply/household/<slug:key>/", household.person, name="apply_person"),
    path("apply/household/<slug:key>/remove/", household.remove, name="apply_remove"),
    path("apply/trouble/", trouble.trouble, name="apply_trouble"),
    path("apply/trouble/<slug:key>/", trouble.question, name="apply_question"),
    path("apply/photos/", photos.photos, name="apply_photos"),
    path("apply/photos/<slug:slug>/", photos.photo, name="apply_photo"),
    path("apply/signing/", signing.signing, name="apply_signing"),
    path("apply/signing/relatives/", signing.relatives, name="apply_relatives"),
    path("apply/signing/<slug:key>/", signing.sign_here, name="apply_sign"),
    path("sign/<str:token>/", signing.sign_by_link, name="sign"),
    path("apply/account/", account.account, name="apply_account"),
    path("apply/check/", ending.check, name="apply_check"),
    path("apply/receipt/", ending.receipt, name="receipt"),
    path("f/<str:token>/", handoff.handoff, name="handoff"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("policy/", policy.library, name="policy"),
    path("policy/of/<slug:place>/<slug:code>/", policy.programme, name="programme"),
    path("policy/of/<slug:place>/<slug:code>/sheet.pdf", policy.leaflet, name="programme_leaflet"),
    path("policy/of/<slug:place>/<slug:code>/message.txt", policy.message, name="programme_message"),
    path("check/", check.check, name="check"),
    path("m/<str:token>/", disclosure.disclosure, name="disclosure"),
    path("m/<str:token>/print/", disclosure.disclosure_print, name="disclosure_print"),
    path("m/<str:token>/sheet.pdf", disclosure.disclosure_pdf, name="disclosure_pdf"),
    *applying,
    path("track/", track.track, name="track"),
    path("track/case/", track.track_case, name="track_case"),
    path("track/case/more/", track.supplement_done, name="supplement_done"),
    path("track/case/more/<slug:code>/", track.supplement_photo, name="supplement_photo"),
    path("track/case/withdraw/", track.withdrawal, name="withdraw"),
    path("track/case/mine/", track.delegation_confirmed, name="delegation_confirm"),
    path("track/case/not-mine/", track.delegation_revoked, name="delegation_revoke"),
    path("t/<str:token>/", track.track_token, name="track_token"),
    path("complain/", complain.complain, name="complain"),
    path("complain/receipt/", complain.complain_receipt, name="complain_receipt"),
    path("complain/status/", complain.complaint_status, name="complaint_status"),
    path("leave/", complain.leave, name="leave"),
    path("demo/", demo.demo, name="demo"),
    path("help/", home.help_page, name="help"),
    path("privacy/", home.privacy, name="privacy"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("contact/", home.contact_page, name="contact"),
    path("settings/text-size/", display.text_size_setting, name="text_size"),
    path("lang/", display.language_setting, name="language"),
]
