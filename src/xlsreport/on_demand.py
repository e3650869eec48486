"""Names of a package that are imported when they are first asked for, so that a command loads only what it uses."""

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


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


def functions_on_demand(home: str, *names: str) -> Iterator[Callable[..., Any]]:
    """Yield functions that call those `names` of the module `home`, which is imported at the first call.

    So a process can name what other processes do and load nothing of it.
    """
    for name in names:
        yield partial(_call, home, name)


def _call(home: str, name: str, /, *arguments: Any, **options: Any) -> Any:
    return getattr(import_module(home), name)(*arguments, **options)


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
