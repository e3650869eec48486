"""Faults of our own code, put into the worker processes that a test starts and into no other."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_PROGRAM = """
import importlib, os, sys

def sabotaged(place, name, where, what):
    module = importlib.import_module(place)
    sound = getattr(module, name)
    def failing(*given):
        if eval(where, {"given": given}):
            exec(what, {"os": os})
        return sound(*given)
    setattr(module, name, failing)

if "--multiprocessing-fork" in sys.orig_argv:
    sabotaged(*%r)
"""


@dataclass(frozen=True)
class Fault:
    """A function of ours, by its module and name, that does `what` where the expression over its `given` is true."""

    place: str
    name: str
    where: str
    what: str = "raise KeyError('a fault of ours')"


def rule_fails(name: str) -> Fault:
    """Return the fault of the rules in the workbook of the department `name`."""
    return Fault("xlsreport.checking.engine", "check_rules", f"{name!r} in repr(given[0].book)")


def sabotage(fault: Fault, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have every worker process that is started from now on do `fault`; `folder` is for our use."""
    folder.mkdir()
    told = (fault.place, fault.name, fault.where, fault.what)
    (folder / "sitecustomize.py").write_text(_PROGRAM % (told,), encoding="utf-8")
    patch.setenv("PYTHONPATH", os.pathsep.join((str(folder), *sys.path)))
