"""The WSGI callable that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from notices.baked import in_front_of
from yimen.orphans import leave_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.settings")

application = in_front_of(get_wsgi_application())
leave_with_parent()
