"""Names of a package that are imported when they are first asked for, so that a command loads only what it uses."""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType


def names_on_demand(package: str, homes: Mapping[str, str]) -> None:
    """Have `package` give the names that `homes` lists by module, each module imported when one is asked for.

    They are written as in an import statement: `write_history, notes as history_notes`.
    """
    home_of = {}
    for home, names in homes.items():
        for name in names.split(", "):
            there, _, here = name.partition(" as ")
            home_of[here or there] = (home, there)
    sys.modules[package].__class__ = type("PackageOnDemand", (_OnDemand,), {"_home_of": home_of})


class _OnDemand(ModuleType):
    """A package whose names stand in modules that are not imported yet."""

    _home_of: Mapping[str, tuple[str, str]]

    def __getattr__(self, name: str) -> object:
        """Return what is called `name` in its module, and keep it."""
        if name not in self._home_of:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        home, there = self._home_of[name]
        found: object = getattr(import_module(home), there)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, but leave a name to what it stands for where the import system binds a module to it."""
        if name not in self._home_of or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._home_of})
