"""The house's own settings, with the uncached Wagtail page of the bench beside its apps."""

import os

from yimen.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench.rival"]  # noqa: F405
if os.environ.get("BENCH_CACHED"):
    # The peer: Django's own cache in front of the same page, in the order its manual gives.
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,  # noqa: F405
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CACHE_MIDDLEWARE_SECONDS = 3600
