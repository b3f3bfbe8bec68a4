"""Addresses of the second factor, below `/cms/`."""

from django.urls import path

from yimen.second_factor.views import PhonesView, PhoneView, TakeOffView

urlpatterns = [
    path("second-factor/", PhoneView.as_view(), name="second_factor"),
    path("second-factor/all/", PhonesView.as_view(), name="second_factor_all"),
    path("second-factor/all/<int:pk>/", TakeOffView.as_view(), name="second_factor_off"),
]
