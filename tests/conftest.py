"""What holds for every test: properties are tried without a clock, for a busy machine is not a broken program.

Nothing is kept in the user's own cache: each run of the tests has one to itself. Judgements and outputs are tested on
trusted workbooks in this process; a test that is about processes is marked so, or lies in a folder that is.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kit.crews import InProcess
from xlsreport.workers import Crew

os.environ["XLSREPORT_CACHE"] = tempfile.mkdtemp(prefix="xlsreport-cache-")
atexit.register(shutil.rmtree, os.environ["XLSREPORT_CACHE"], ignore_errors=True)

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_PARTS = ("standing", "output", "outbox", "archiving", "years")
_TRUSTED = (*(f"pipeline/{part}/" for part in _PARTS), "writing/", "cli/", "mailing/")
_HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no worker process for a test whose workbooks the test itself made."""
    folder = request.path.relative_to(_HERE).as_posix()
    if folder.startswith(_TRUSTED) and request.node.get_closest_marker("processes") is None:
        monkeypatch.setattr(Crew, "map", InProcess.map)
        monkeypatch.setattr(Crew, "ready", lambda *_: None)
