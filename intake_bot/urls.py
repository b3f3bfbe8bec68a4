"""Addresses of the web chat."""

from django.urls import path

from intake_bot import web

urlpatterns = [
    path("chat/", web.chat, name="chat"),
    path("chat/call/<str:token>/", web.call, name="chat_call"),
]
