"""A web worker that outlived its parent would hold the port and answer with yesterday's code."""

import os
import threading
import time

PARENT = "YIMEN_WEB_PARENT"


def leave_with_parent() -> None:
    """Watch the parent named in the environment and leave when it is gone (even by kill -9)."""
    parent = os.environ.get(PARENT)
    # The serving process itself reads this too while it starts; it is nobody's orphan.
    if parent and os.getppid() == int(parent):
        threading.Thread(target=_watch, args=(int(parent),), daemon=True, name="orphan-watch").start()


def _watch(parent: int) -> None:
    """Leave at once: whatever was under way is as safe as at any power cut."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
