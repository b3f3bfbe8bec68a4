"""Files: public media, baked public pages, and the private folder that no address leads to."""

from yimen.settings.base import DEBUG
from yimen.settings.environment import TESTING, VAR_DIR

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Outside MEDIA_ROOT: photos of papers and generated letters are only ever sent by a view
# that has asked who is asking.
PRIVATE_ROOT = VAR_DIR / "private"
# Postings and rosters as finished files; served without touching the database.
BAKED_ROOT = VAR_DIR / "baked"

_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if DEBUG or TESTING:
    _static = "django.contrib.staticfiles.storage.StaticFilesStorage"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
# Anchors of the chains of events (manage.py audit): copy them out of this machine's reach.
ANCHOR_ROOT = VAR_DIR / "anchors"
