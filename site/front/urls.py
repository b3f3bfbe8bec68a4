"""Addresses of the public site."""

from django.urls import path

from front.views import display, home

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("privacy/", home.privacy, name="privacy"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("contact/", home.contact_page, name="contact"),
    path("settings/text-size/", display.text_size_setting, name="text_size"),
    path("lang/", display.language_setting, name="language"),
]
