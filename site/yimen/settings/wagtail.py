"""Wagtail: the staff shell and the editors' workshop, with every outgoing call switched off."""

from yimen.settings.environment import TESTING, env

WAGTAIL_SITE_NAME = "一门"
WAGTAILADMIN_BASE_URL = env.str("YIMEN_BASE_URL", default="http://127.0.0.1:8000")

# One language, one time zone: a deadline must read the same on every screen.
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_I18N_ENABLED = False

# No picture of a clerk is asked from abroad, no release server learns that we exist.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAIL_PASSWORD_RESET_ENABLED = False  # no mail leaves the house; the county officer resets
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_MODERATION_ENABLED = True
# Counting usage on deletion walks every revision; editors need the answer, so it stays on.
WAGTAIL_USAGE_COUNT_ENABLED = True

if TESTING:
    WAGTAILADMIN_BASE_URL = "http://testserver"
