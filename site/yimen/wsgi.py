"""The WSGI callable that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from yimen.orphans import leave_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.settings")

application = get_wsgi_application()
leave_with_parent()
