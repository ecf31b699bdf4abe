"""The web server: one process with threads keeps SQLite's writers in one queue and the memory small."""

import os

from cchc.warm import keep_loaded

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "1"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 3
worker_tmp_dir = "/dev/shm"  # noqa: S108
loglevel = "warning"


def post_worker_init(worker: object) -> None:
    """Called by gunicorn in each of its processes."""
    keep_loaded()
