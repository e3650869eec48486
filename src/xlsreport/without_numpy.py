"""openpyxl imports numpy where it is installed, only to accept its numbers; our own processes have none of them."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_ASKS_FOR_NUMPY = "openpyxl.compat.numbers"


def openpyxl_without_numpy() -> None:
    """Have openpyxl believe in this process that there is no numpy; whoever else imports it finds it.

    For processes of our own alone: a program that uses us as a library may well write numpy's numbers with openpyxl.
    """
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds the one module in which openpyxl asks for numpy."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, _: ModuleType | None = None) -> ModuleSpec | None:
        """Return where that module is, its loader wrapped; None for all others."""
        spec = PathFinder.find_spec(name, path) if name == _ASKS_FOR_NUMPY else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]
        return spec


class _Loader:
    """Loads a module as `inner` does, numpy hidden meanwhile where it is not imported already."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Leave it to the import system, as usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code."""
        modules: dict[str, Any] = sys.modules
        hidden = modules.setdefault("numpy", None) is None
        try:
            self._inner.exec_module(module)
        finally:
            if hidden:
                del modules["numpy"]
