"""The job folder: kombu's file-system broker, made safe against sudden ends.

Kombu's own writes a message in place (a reader may meet half of it) and forgets it once read (a killed worker loses
its job). Here a message appears whole, by renaming, and one being worked on stays in `taken/`, locked by its worker;
what a dead worker held goes back to the queue.
"""

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

SCHEME = "folder"


class Channel(filesystem.Channel):
    """Messages as files `<instant>_<id>.<queue>.msg`; a taken one is held open under an exclusive lock."""

    def __init__(self, connection: Any, **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self._held: dict[str, tuple[int, Path]] = {}
        for folder in (self.waiting, self.taken, self.control_folder):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def waiting(self) -> Path:
        return Path(self.transport_options["folder"]) / "waiting"

    @property
    def taken(self) -> Path:
        return Path(self.transport_options["folder"]) / "taken"

    @property
    def control_folder(self) -> Path:
        return Path(self.transport_options["folder"]) / "control"

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        super().basic_ack(delivery_tag, multiple)
        self._drop(delivery_tag)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        super().basic_reject(delivery_tag, requeue)
        self._drop(delivery_tag)

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        draft = self.waiting / f"{name}.draft"
        draft.write_text(dumps(payload))
        draft.rename(self.waiting / name)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        self._return_orphans()
        for path in self._files(queue):
            handle = _locked(path)
            if handle is None:
                continue
            with suppress(FileNotFoundError):
                return self._take(handle, path)
            os.close(handle)
        raise Empty

    def _take(self, handle: int, path: Path) -> dict[str, Any]:
        """Move the locked file out of the queue; FileNotFoundError when another worker was quicker."""
        place = path.rename(self.taken / path.name)
        payload: dict[str, Any] = loads(place.read_text())
        self._held[payload["properties"]["delivery_tag"]] = (handle, place)
        return payload

    def _drop(self, delivery_tag: str) -> None:
        if delivery_tag in self._held:
            handle, place = self._held.pop(delivery_tag)
            place.unlink(missing_ok=True)
            os.close(handle)

    def _restore(self, message: Any) -> None:
        super()._restore(message)
        self._drop(message.delivery_tag)

    def _return_orphans(self) -> None:
        """Messages whose worker died (its lock died with it) wait again."""
        for path in self.taken.iterdir():
            handle = _locked(path)
            if handle is not None:
                with suppress(FileNotFoundError):
                    path.rename(self.waiting / path.name)
                os.close(handle)

    def _files(self, queue: str) -> Iterator[Path]:
        return (path for path in sorted(self.waiting.iterdir()) if path.name.partition(".")[2] == f"{queue}.msg")

    def _purge(self, queue: str) -> int:
        found = list(self._files(queue))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self._files(queue))


class Transport(filesystem.Transport):
    """Addressed as `folder://`, its place in the transport option `folder`."""

    Channel = Channel
    driver_type = driver_name = SCHEME


def _locked(path: Path) -> int | None:
    """An open, locked handle of the file; None when another holds it or it is gone."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
