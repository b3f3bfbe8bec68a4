"""Every address of the house begins here; the last line gives the rest to the page tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from yimen.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    # Only with DEBUG: elsewhere the web server of the house serves uploaded media.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("public/", include("notices.urls")),
    path("api/", include("front.api.urls")),
    path("", include("intake_bot.urls")),
    path("", include("front.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "front.views.errors.bad_request"
handler403 = "front.views.errors.forbidden"
handler404 = "front.views.errors.not_found"
handler500 = "front.views.errors.broken"
