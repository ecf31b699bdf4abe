"""One command starts all and ends all: none of its processes outlives it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sources import ROOT

PROGRAM = "import sys; from cchc.process import main; sys.exit(main({commands}))"
LASTING = "http.server --bind 127.0.0.1 0"


def start(*commands: str) -> subprocess.Popen[bytes]:
    program = PROGRAM.format(commands=commands)
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.DEVNULL)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for_children(pid: int, count: int) -> list[int]:
    end = time.monotonic() + 10
    while len(found := children_of(pid)) < count:
        assert time.monotonic() < end, "the processes did not start"
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(number):
    process = start(LASTING, LASTING)
    children = wait_for_children(process.pid, 2)
    os.kill(process.pid, number)
    assert process.wait(timeout=15) == 0
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def test_the_end_of_one_ends_the_others():
    process = start(LASTING, "platform")
    assert process.wait(timeout=15) == 1


def test_port_in_use_is_named_before_anything_starts(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = subprocess.run(
            [sys.executable, "-m", "cchc.prepare"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), "VAR_DIR": str(tmp_path), "DEBUG": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert outcome.returncode == 1
    assert outcome.stdout == (
        f"Cổng {port} đang có chương trình khác dùng: hãy chọn cổng khác, ví dụ  make run PORT={port + 1}\n"
    )
    assert list(tmp_path.iterdir()) == []
