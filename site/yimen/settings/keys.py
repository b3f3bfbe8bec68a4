"""Keys: the ring that seals private numbers, the key of the blind index, and the one that signs anchors.

A ring is written `id:base64,id:base64`, 32 bytes each: the first key seals, all of them open.
To change keys, put the new one in front and keep the old one until everything is sealed anew.
"""

import base64
import binascii

from django.core.exceptions import ImproperlyConfigured

from yimen.settings.environment import DEMO_MARK, PRODUCTION, env, required

KEY_BYTES = 32


def _demo_key(word: str) -> str:
    """A 32-byte key that says in its own bytes that it protects nothing."""
    return base64.b64encode(f"{DEMO_MARK}-{word}".ljust(KEY_BYTES, ".").encode()).decode()


def _key(name: str, text: str) -> bytes:
    """Decode one base64 key or say which variable is wrong, without showing the key."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"{name} 里的密钥不是 {KEY_BYTES} 字节的 base64。"
            f" A key in {name} is not {KEY_BYTES} bytes of base64."
        )
    if PRODUCTION and key.startswith(DEMO_MARK.encode()):
        raise ImproperlyConfigured(
            f"正式环境的 {name} 里还有演示密钥。 {name} still holds a demo key in production."
        )
    return key


def _ring(name: str, text: str) -> dict[str, bytes]:
    """Read a key ring in the order it is written."""
    ring: dict[str, bytes] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        identifier, colon, key = part.partition(":")
        if not colon or not identifier or identifier in ring:
            raise ImproperlyConfigured(
                f"{name} 的写法是“编号:base64”,编号不能为空或重复。"
                f" {name} is written id:base64, and no id may be empty or repeated."
            )
        ring[identifier] = _key(name, key)
    return ring


YIMEN_SEAL_KEYS = _ring("YIMEN_SEAL_KEYS", required("YIMEN_SEAL_KEYS", demo=f"demo:{_demo_key('seal')}"))
YIMEN_INDEX_KEY = _key("YIMEN_INDEX_KEY", required("YIMEN_INDEX_KEY", demo=_demo_key("index")))

# Signs the anchors of `manage.py audit seal`; without one they are written unsigned.
_audit = env.str("YIMEN_AUDIT_KEY", default="")
YIMEN_AUDIT_KEY = _key("YIMEN_AUDIT_KEY", _audit) if _audit else None
