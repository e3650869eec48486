"""What all reviews of a period are made with, as one digest: where it is another, each review may be another."""

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from xlsreport.forms.library import FILES
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.review.review_inputs import ReviewInputs

_PACKAGE = Path(__file__).resolve().parents[2]
_NAME = re.compile(r"[\w.-]+")
# of the roster, when a workbook is reviewed; whom a mailbox belongs to is asked for each file that came from one
_NOT_ASKED = frozenset({"contact", "mobile", "email", "due", "parent", "columns"})


def basis_of(shared: ReviewInputs) -> bytes | None:
    """Return the digest of the program, its libraries, the form, the roster, the years before and the period.

    None where one of them cannot be told.
    """
    years, made_with = shared.previous_year.fingerprint, form_and_program(shared.form)
    if years is None or made_with is None:
        return None
    digest = hashlib.sha256(made_with)
    for part in (shared.form, shared.period, years, *_units(shared.roster)):
        digest.update(f"{part!r}\n".encode("utf-8", "surrogatepass"))
    return digest.digest()


def form_and_program(form: Path) -> bytes | None:
    """Return the digest of the form in the folder `form`, of the program and of its libraries; None where not told."""
    code = program()
    if code is None:
        return None
    digest = hashlib.sha256(code)
    try:
        for name in FILES:
            digest.update(hashlib.sha256((form / name).read_bytes()).digest())
    except OSError:
        return None
    return digest.digest()


def _units(roster: Roster) -> Iterator[tuple[object, ...]]:
    names = [each.name for each in fields(Department) if each.name not in _NOT_ASKED]
    return (tuple(getattr(department, name) for name in names) for department in roster.departments)


@lru_cache(maxsize=1)
def program() -> bytes | None:
    """Return the digest of this program's code and of the versions of what it uses; None where it cannot be told."""
    code = sorted(_PACKAGE.rglob("*.[pt][yo]*"))
    try:
        needed = requires("xlsreport") or ()
    except PackageNotFoundError:
        return None
    if not code or not needed:
        return None
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder}".encode())
    for file in code:
        if file.is_file() and file.suffix in (".py", ".toml"):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    for name in sorted({match[0] for each in needed if (match := _NAME.match(each))}):
        digest.update(f"{name} {_version(name)}\n".encode())
    return digest.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
