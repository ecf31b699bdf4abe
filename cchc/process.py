"""Web, worker and beat under one command. Ctrl-C, `kill` and a closed terminal end all three.

Each runs in a session of its own, so that only this process decides when it ends. No Django here: waiting is cheap.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

WEB = "gunicorn cchc.wsgi --config deploy/gunicorn.py"
WORKER = "celery --quiet --skip-checks --app cchc.celery worker --without-gossip --without-mingle --without-heartbeat"
BEAT = "celery --quiet --skip-checks --app cchc.celery beat --pidfile="
COMMANDS = (WEB, f"{WORKER} --loglevel WARNING", f"{BEAT} --loglevel WARNING")
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 10

Child = subprocess.Popen[bytes]


def main(commands: Iterable[str] = COMMANDS) -> int:
    asked: list[int] = []
    for number in ENDING:
        signal.signal(number, lambda given, frame: asked.append(given))
    children = [
        subprocess.Popen([sys.executable, "-m", *command.split()], start_new_session=True) for command in commands
    ]
    while not asked and all(child.poll() is None for child in children):
        time.sleep(0.2)
    end(children)
    return 0 if asked else 1


def end(children: Iterable[Child]) -> None:
    """Ask each to finish what it does, then insist."""
    for child in children:
        child.terminate()
    last = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
