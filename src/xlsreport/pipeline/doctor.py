"""Whether this computer, its settings and the workspace are fit for the program: what is there, and what lacks."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.forms import builtin_forms, find_form, load_form
from xlsreport.intake.workspace import open_workspace
from xlsreport.language import Language
from xlsreport.pipeline.archiving.record import made_by, missing_libraries
from xlsreport.pipeline.workspace import workspace_at
from xlsreport.writing.report.fonts import fonts_of, installed_fonts
from xlsreport.writing.report.pdf import libreoffice
from xlsreport.writing.report.report import TEMPLATE

_EXTRA = "highspy"
_FIRST_YEAR = 1980  # that a file in a package can have


class Health(StrEnum):
    """What a finding of the doctor means: `LACK` alone keeps the program from working."""

    GOOD = "good"
    NOTICE = "notice"
    LACK = "lack"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was looked at, how it is, and that in words."""

    subject: str
    health: Health
    text: str


def checkups(folder: Path | None, language: Language) -> Iterator[Checkup]:
    """Yield how each thing is that the program needs, at last the workspace `folder` and its form, None for none."""
    maker = made_by()
    told = {"version": maker.toolkit, "python": maker.python, "system": platform.platform()}
    yield _of("program", Health.GOOD, language.text("doctor_program", **told))
    yield _libraries(maker.libraries, language)
    yield _told("extra", find_spec(_EXTRA) is not None, language, name=_EXTRA)
    office = libreoffice()
    yield _told("office", office is not None, language, **({"place": office} if office else {}))
    yield _fonts(language)
    encoding = sys.getfilesystemencoding()
    yield _told("locale", encoding.lower().replace("-", "") == "utf8", language, encoding=encoding)
    yield _told("clock", datetime.now(UTC).year >= _FIRST_YEAR, language, year=datetime.now(UTC).year)
    yield _temporary(language)
    yield from _forms(language)
    yield from _workspace(folder, language)


def _libraries(found: Sequence[tuple[str, str]], language: Language) -> Checkup:
    if missing := missing_libraries():
        return _of("libraries", Health.LACK, language.text("doctor_libraries_lack", names=" ".join(missing)))
    return _of("libraries", Health.GOOD, ", ".join(f"{name} {version}" for name, version in found))


def _fonts(language: Language) -> Checkup:
    installed = installed_fonts()
    if installed is None:
        return _of("fonts", Health.NOTICE, language.text("doctor_fonts_unknown"))
    wanted = dict.fromkeys(name for folder in builtin_forms() for name in fonts_of(folder / TEMPLATE))
    missing = [name for name in wanted if name not in installed]
    return _told("fonts", not missing, language, names=language.text("comma").join(missing or wanted))


def _temporary(language: Language) -> Checkup:
    try:
        with tempfile.NamedTemporaryFile(prefix="xlsreport-") as file:
            file.write(os.urandom(1))
            file.flush()
            return _of("temporary", Health.GOOD, tempfile.gettempdir())
    except OSError as error:
        return _of("temporary", Health.LACK, language.text("doctor_temporary_lack", reason=error.strerror or error))


def _forms(language: Language) -> Iterator[Checkup]:
    for folder in builtin_forms():
        try:
            form = load_form(folder)
            yield _of("form", Health.GOOD, f"{form.id} {form.title} {form.edition}")
        except XlsreportError as error:
            yield _of("form", Health.LACK, str(error))


def _workspace(folder: Path | None, language: Language) -> Iterator[Checkup]:
    if folder is None:
        yield _of("workspace", Health.NOTICE, language.text("doctor_workspace_none"))
        return
    try:
        opened = open_workspace(folder)
        form = load_form(find_form(opened.form, beside=folder))
        if form.folder not in builtin_forms():
            yield _of("form", Health.GOOD, f"{form.id} {form.title} {form.edition}")
        desk = workspace_at(opened)
        told = {"folder": folder, "period": desk.period, "departments": len(desk.roster.departments)}
        yield _of("workspace", Health.GOOD, language.text("doctor_workspace", **told))
    except XlsreportError as error:
        yield _of("workspace", Health.LACK, str(error))


def _told(subject: str, good: bool, language: Language, **words: object) -> Checkup:
    """Return one of the two sentences on `subject`, the other of which is a notice."""
    health = Health.GOOD if good else Health.NOTICE
    return _of(subject, health, language.text(f"doctor_{subject}_{health}", **words))


def _of(subject: str, health: Health, text: str) -> Checkup:
    return Checkup(subject, health, text)
