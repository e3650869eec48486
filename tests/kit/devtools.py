"""Chromium driven through its debugging pipe: pages are opened, acted on and asked, without another program between."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kit.browser import browser

_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe")

# Chromium reads its pipe at 3 and answers at 4
_LAUNCH = """import fcntl, os, sys
theirs, back = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3])
os.dup2(theirs, 3)
os.dup2(back, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Page:
    """A page of a Chromium of its own, whose profile lies in `profile`; what it complains of is in `complaints`."""

    def __init__(self, profile: Path, width: int = 1280) -> None:
        program = browser()
        theirs, self._out = os.pipe()
        answers, back = os.pipe()
        command = [program, *_OPTIONS, f"--user-data-dir={profile}", f"--window-size={width},900", "about:blank"]
        launched = [sys.executable, "-c", _LAUNCH, str(theirs), str(back), *command]
        self._process = subprocess.Popen(launched, pass_fds=(theirs, back), stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(back)
        self._in = os.fdopen(answers, "rb", buffering=0)
        self._rest, self._number, self._session = b"", 0, ""
        self._events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        self._in.close()
        os.close(self._out)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for one thing of the protocol and return the answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        left = json.dumps(message | ({"sessionId": self._session} if self._session else {})).encode() + b"\0"
        while left:
            left = left[os.write(self._out, left) :]
        while (answer := self._next()).get("id") != self._number:
            self._events.append(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Open `address` and wait until it is loaded."""
        self.call("Page.navigate", url=address)
        while not any(each.get("method") == "Page.loadEventFired" for each in self._events):
            self._events.append(self._next())
        self._events = [each for each in self._events if each.get("method") != "Page.loadEventFired"]

    def go(self, place: str) -> None:
        """Go to a place inside the page, and wait until it is drawn."""
        self.run(f"location.hash = {json.dumps(place)}; new Promise((done) => setTimeout(done, 50))")

    def run(self, script: str) -> Any:
        """Return what `script` comes to in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that `selector` finds."""
        found: list[str] = self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")
        return found

    @property
    def complaints(self) -> list[str]:
        """What the page logged or threw, violations of its own policy among them."""
        self.run("0")
        kinds = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
        return [json.dumps(each["params"]) for each in self._events if each.get("method") in kinds]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = self._in.read(1 << 20)
            assert read, "Chromium has gone"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found
