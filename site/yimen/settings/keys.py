"""Keys: the ring that seals private numbers, and the key of the blind index."""

from yimen.settings.environment import env

YIMEN_SEAL_KEYS = env.str("YIMEN_SEAL_KEYS", default="demo:ZGVtby1vbmx5LXNlYWwta2V5LW5vdC1mb3ItdXNlISE=")
YIMEN_INDEX_KEY = env.str("YIMEN_INDEX_KEY", default="ZGVtby1vbmx5LWluZGV4LWtleS1ub3QtZm9yLXVzZSE=")
