"""A form folder becomes a `Form`: read and checked once, and known from then on by what its files are."""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_type_hints

from xlsreport.forms.as_json import as_json, reader
from xlsreport.forms.engine import FormulaEngine
from xlsreport.forms.library import FILES, WORKBOOK
from xlsreport.kept.texts import keep, kept
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.version import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOMS = ("forms", "model", "language")  # whose code and words decide what a form comes to
_LIBRARIES = ("openpyxl", "formualizer", "jinja2", "docx")
_CONSTANTS = reader(Mapping[Address, Any])
_LIVE = ("folder", "engine")  # what a form has of its place and of its process


@lru_cache(maxsize=8)
def load_form(folder: Path) -> Form:
    """Load the form in `folder`; raises `FormError` naming file and cell for anything that cannot be used."""
    key = _key(folder)
    known = _remembered(folder, key) if key else None
    if known is not None:
        return known
    from xlsreport.forms.folder import read_form  # noqa: PLC0415 - openpyxl and all that, only where it is needed

    form = read_form(folder)
    if key and key == _key(folder):  # else somebody is changing it
        _remember(form, key)
    return form


def _remember(form: Form, key: str) -> None:
    if not isinstance(form.engine, FormulaEngine):
        return
    try:
        told = {each.name: as_json(getattr(form, each.name)) for each in fields(Form) if each.name not in _LIVE}
        text = json.dumps({"form": told, "constants": as_json(form.engine.constants)}, ensure_ascii=False)
    except TypeError:  # a constant that JSON does not know, such as a date
        return
    keep(key, text)


def _remembered(folder: Path, key: str) -> Form | None:
    """Return the form as it was kept; None where it was not, or not as this program would keep it."""
    text = kept(key)
    if text is None:
        return None
    try:
        told = json.loads(text)
        hints = get_type_hints(Form)
        parts = {name: reader(hints[name])(data) for name, data in told["form"].items()}
        constants = _CONSTANTS(told["constants"])
        workbook = (folder / WORKBOOK).read_bytes()
        numeric = frozenset(address for address, field in parts["fields"].items() if field.kind.numeric)
        engine = FormulaEngine(workbook, constants, parts["formulas"], tuple(parts["fields"]), numeric, parts["ranges"])
        return Form(folder=folder, engine=engine, **parts)
    except (OSError, ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _key(folder: Path) -> str | None:
    """Return what tells this form, read by this program, from all others; None where a file cannot be read."""
    digest = hashlib.sha256()
    try:
        for part in (__version__, sys.version, folder.name, *_installed()):
            digest.update(f"{part}\n".encode())
        for name in FILES:
            digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    except OSError:
        return None
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """Yield what changes when this program or a library that it reads a form with is installed anew."""
    for room in _ROOMS:
        yield from map(_told, sorted((_PACKAGE / room).rglob("*.[pt][yo]*")))
    for name in _LIBRARIES:
        spec = find_spec(name)
        yield _told(Path(spec.origin)) if spec and spec.origin else name


def _told(file: Path) -> str:
    status = file.stat()
    return f"{file} {status.st_size} {status.st_mtime_ns}"
