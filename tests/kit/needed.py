"""Modules that a test needs and a machine may lack: skipped there with a reason, and a failure where CI is set."""

import os
from importlib import import_module
from types import ModuleType

import pytest


def needed(module: str) -> ModuleType:
    """Return the module called `module`; where it is not installed, the test or its file is skipped."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        reason = f"{module} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and CI needs it")
        pytest.skip(reason, allow_module_level=True)
