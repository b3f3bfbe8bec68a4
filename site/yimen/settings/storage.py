"""Files: public media, baked public pages, and the private folder that no address leads to."""

from yimen.settings.environment import VAR_DIR

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Outside MEDIA_ROOT: photos of papers and generated letters are only ever sent by a view that asks who is asking.
PRIVATE_ROOT = VAR_DIR / "private"
BAKED_ROOT = VAR_DIR / "baked"
