"""A real S3 server for one test module: moto's, on loopback alone."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from kit.needed import needed


@dataclass(frozen=True, slots=True)
class S3:
    """A running server: `system` writes into it, `asked` are the lines of its log."""

    system: Any
    asked: list[str] = field(default_factory=list)

    def given(self, name: str) -> int:
        """Return how often the file called `name` was given out."""
        return sum("GET " in line and f"/{name}" in line for line in self.asked)


@contextmanager
def s3() -> Iterator[S3]:
    """Run a server until the end, whose address and keys stand in the environment."""
    server = needed("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
        with mock.patch.dict(os.environ, {"AWS_ENDPOINT_URL": f"http://{host}:{port}", **keys}):
            found = S3(needed("s3fs").S3FileSystem(skip_instance_cache=True))
            with _listening(found.asked):
                yield found
    finally:
        server.stop()


@contextmanager
def _listening(lines: list[str]) -> Iterator[None]:
    log = logging.getLogger("werkzeug")
    ear = logging.Handler()
    ear.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    level = log.level
    log.addHandler(ear)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.setLevel(level)
