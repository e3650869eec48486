"""Regular expressions kept as they were compiled: a form's words come to hundreds, which took half of a first review.

They are kept by their source, for this user and this Python alone. Where anything is in doubt, `re` compiles anew.
"""

import json
import re
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any

from xlsreport.kept.texts import keep, kept

_WORTH = 16  # new ones are kept once there are so many, then twice as many: in the end a form's words are all known
_MOST = 4 * 1024 * 1024  # characters: then those alone are kept that this process needed
_WORD = "I"  # what a program of the engine is made of

Program = tuple[int, str, int, Mapping[str, int]]  # flags, code, groups, their names


class _Engine:
    """The two steps of `re.compile`, which has no name for them; raises `ImportError` or `AttributeError` elsewhere."""

    def __init__(self) -> None:
        self._sre: Any = import_module("_sre")
        self._parse = import_module("re._parser").parse
        self._code = import_module("re._compiler")._code
        told = (sys.version, sys.byteorder, self._sre.MAGIC, self._sre.CODESIZE)
        self.key = f"patterns-{sha256(repr(told).encode()).hexdigest()}"

    def program(self, source: str) -> Program:
        """Return what `source` comes to."""
        parsed = self._parse(source)
        code = array(_WORD, self._code(parsed, 0)).tobytes()
        return parsed.state.flags, b64encode(code).decode(), parsed.state.groups - 1, dict(parsed.state.groupdict)

    def pattern(self, source: str, program: Program) -> re.Pattern[str]:
        """Return the pattern of a program, which the engine looks through before it takes it."""
        flags, code, groups, names = program
        by_number = {number: name for name, number in names.items()}
        in_order = tuple(by_number.get(number) for number in range(groups + 1))
        words = array(_WORD, b64decode(code)).tolist()
        made: re.Pattern[str] = self._sre.compile(source, flags, words, groups, dict(names), in_order)
        return made


class _Store:
    """What was kept, and what was needed since."""

    def __init__(self, engine: _Engine) -> None:
        self._engine = engine
        text = kept(engine.key)
        self._known: dict[str, Program] = json.loads(text) if text else {}
        self._needed: dict[str, Program] = {}
        self._new, self._worth = 0, _WORTH

    def compiled(self, source: str) -> re.Pattern[str]:
        """Return the pattern of `source`."""
        program = self._known.get(source)
        if program is None:
            program = self._engine.program(source)
            self._known[source] = program
            self._new += 1
        self._needed[source] = program
        try:
            return self._engine.pattern(source, program)
        except (RuntimeError, TypeError, ValueError, OverflowError):  # the engine does not know what was kept
            return re.compile(source)

    def keep(self) -> None:
        """Keep what is known, once it is worth it."""
        if self._new < self._worth:
            return
        self._new, self._worth = 0, 2 * self._worth
        text = json.dumps(self._known, ensure_ascii=False)
        if len(text) > _MOST:
            self._known = dict(self._needed)
            text = json.dumps(self._known, ensure_ascii=False)
        keep(self._engine.key, text)


@lru_cache(maxsize=1)
def _store() -> _Store | None:
    try:
        return _Store(_Engine())
    except (ImportError, AttributeError, ValueError):
        return None


def compiled(source: str) -> re.Pattern[str]:
    """Return the pattern of `source`, as `re.compile` does."""
    store = _store()
    return re.compile(source) if store is None else store.compiled(source)


def keep_compiled() -> None:
    """Keep what was compiled for the next process, once it is worth it."""
    if store := _store():
        store.keep()
