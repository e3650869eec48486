"""form.toml: the little that neither the workbook nor the Word template can say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any, TypeVar

from msgspec.structs import asdict

from xlsreport.decoding import Misfit, MisfitError, decoded
from xlsreport.errors import FormError
from xlsreport.forms.edition_settings import read_editions
from xlsreport.forms.joinings import Joinings, read_joinings
from xlsreport.forms.library import WORKBOOK
from xlsreport.forms.lists import read_list
from xlsreport.forms.measures import Accepted, accepted, measure
from xlsreport.forms.pairs import paired_cells
from xlsreport.forms.prose import read_narrative
from xlsreport.forms.schema import (
    FILE,
    SECTIONS,
    FormFile,
    IdentitySection,
    NamesSection,
    PublicationSection,
)
from xlsreport.forms.sheet_settings import SheetSettings, joined_with, settings_in
from xlsreport.language import bilingual
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Severity
from xlsreport.model.form_parts import (
    NO_DAYS,
    Edition,
    FileNames,
    IdentityCells,
    MainFigure,
    Measure,
    PublicationDays,
    RuleWords,
)
from xlsreport.model.joining import Scope
from xlsreport.model.lists import FormList
from xlsreport.model.narrative import Narrative
from xlsreport.model.period import YEARLY, FormPeriods, PeriodKind

_TRIAL, _NOTE = "trial", "note"  # a severity that is none: a rule on trial is a note, counted apart
_ANY_YEAR = 2023  # a day that every year has is one in it
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Trials:
    """Which rules are on trial: those whose severity is one of `words`, and those of these `numbers`."""

    words: frozenset[str]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """A form.toml, read and resolved to single cells."""

    id: str
    edition: str
    title: str
    language: str
    rules_sheet: str
    prose: frozenset[Address]
    carried: Mapping[Address, Address]
    prefilled: Mapping[Address, Address]
    severities: Mapping[str, Severity]
    trials: Trials
    scopes: Mapping[str, Scope]
    words: RuleWords
    identity: IdentityCells
    identity_cells: frozenset[Address]
    joinings: Joinings
    lists: tuple[FormList, ...]
    measures: Mapping[Address, Measure]
    accepted: Mapping[Address, Accepted]
    names: FileNames
    editions: Mapping[str, Edition]
    narrative: Narrative
    main: tuple[MainFigure, ...]
    details_cells: int
    subtotals: tuple[str, ...]
    drafts: Mapping[Address, tuple[str, ...]]
    zone: timezone | None = None
    periods: FormPeriods = YEARLY
    publication: PublicationDays = NO_DAYS
    mutes: tuple[str, ...] = ()

    @property
    def listed(self) -> frozenset[Address]:
        """The cells of all lists."""
        return frozenset(cell for form_list in self.lists for cell in form_list.cells)


def read_settings(folder: Path) -> Settings:
    """Read `folder`/form.toml, and what sheets of the workbook say in its place.

    Raises `FormError` naming the file and the key, or the cell, that is wrong.
    """
    path, sheets = folder / FILE, _sheets_of(folder / WORKBOOK)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return settings_of(joined_with(data, sheets), folder.name)
    except FileNotFoundError:
        raise FormError(bilingual("no_such_file", at=path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(bilingual("not_toml", at=path, error=error)) from None
    except MisfitError as error:
        raise FormError(bilingual(error.text_key, at=sheets.place_of(error.names) or path, **error.words)) from None
    except (ValueError, TypeError, AttributeError) as error:
        at = sheets.place_of((), str(error)) or path
        raise FormError(bilingual("not_understood", at=at, said=error)) from None


def _sheets_of(workbook: Path) -> SheetSettings:
    """Return what the sheets of the workbook say; nothing where it cannot be read, which its own reader tells."""
    try:
        return settings_in(workbook.read_bytes())
    except OSError:
        return SheetSettings()


def settings_of(data: Mapping[str, Any], folder_name: str) -> Settings:
    """Return the settings that a form.toml comes to; raises `MisfitError` or `ValueError` for the first that cannot."""
    return _settings(_decoded(data), folder_name)


def _decoded(data: Mapping[str, Any]) -> FormFile:
    return decoded({**{section: {} for section in SECTIONS}, **data}, FormFile)  # a key is missed, not its section


def _settings(file: FormFile, folder_name: str) -> Settings:
    roles, rules = file.roles, file.rules
    return Settings(
        id=file.form.id or folder_name,
        edition=file.form.edition,
        title=file.form.title,
        language=file.form.language,
        rules_sheet=roles.rules,
        prose=_cells(roles.prose),
        carried=paired_cells(roles.carried),
        prefilled=paired_cells(roles.prefilled),
        severities={
            word: _one_of(Severity, _NOTE if value == _TRIAL else value, f"[rules.severity] {word} = {value}")
            for word, value in rules.severity.items()
        },
        trials=Trials(frozenset(word for word, of in rules.severity.items() if of == _TRIAL), rules.trial),
        scopes=dict.fromkeys(rules.departments, Scope.DEPARTMENTS) | dict.fromkeys(rules.whole, Scope.WHOLE),
        words=RuleWords(frozenset(rules.passed), frozenset(rules.not_applicable)),
        identity=_identity(file.identity),
        identity_cells=_cells(file.identity.cells),
        joinings=read_joinings(file.consolidate),
        lists=tuple(read_list(name, said) for name, said in file.lists.items()),
        measures={cell: measure(cells, entry) for cells, entry in file.values.items() for cell in cell_range(cells)},
        accepted={cell: said for cells, entry in file.values.items() for cell, said in accepted(cells, entry)},
        names=_names(file.names),
        editions=read_editions(file.editions),
        narrative=read_narrative(file.prose),
        details_cells=file.summary.details_cells,
        main=tuple(MainFigure(Address.parse(each.cell), each.name, each.unit) for each in file.summary.main),
        subtotals=file.summary.subtotals,
        drafts={Address.parse(cell): sentences for cell, sentences in file.drafts.items()},
        zone=_zone(file.form.zone),
        periods=FormPeriods(PeriodKind(file.form.period), file.form.fiscal_start),
        publication=_publication(file.publication),
        mutes=file.check.mute,
    )


def _zone(offset: str | None) -> timezone | None:
    """Return the zone that an offset such as +08:00 says."""
    return None if offset is None else timezone(datetime.strptime(offset, "%z").utcoffset() or timedelta())


def _publication(section: PublicationSection) -> PublicationDays:
    """Return the days; raises `ValueError` for one that is none."""
    for key, said in (("whole", section.whole), ("department", section.department)):
        if said and YEARLY.due_day(said, _ANY_YEAR) is None:
            raise ValueError(f"[publication] {key} = {said}")
    address = Address.parse(section.address) if section.address else None
    return PublicationDays(section.whole, section.department, address)


def _cells(ranges: Iterable[str]) -> frozenset[Address]:
    return frozenset(cell for text in ranges for cell in cell_range(text))


def _identity(section: IdentitySection) -> IdentityCells:
    name, code, period = (Address.parse(text) for text in (section.name, section.code, section.period))
    level, person, telephone = (
        Address.parse(text) if text else None for text in (section.level, section.person, section.telephone)
    )
    return IdentityCells(name, code, period, level, tuple(sorted(_cells(section.contact))), person, telephone)


def _names(table: Mapping[str, Any]) -> FileNames:
    names = asdict(decoded(table, NamesSection, ("names",)))
    first: dict[str, str] = {}
    for key, name in names.items():
        if (other := first.setdefault(name.casefold(), key)) != key:  # one would replace the other
            raise MisfitError(Misfit.ALIKE, ("names", key), name, f"[names] {other}")
        if PurePath(name).name != name or "\\" in name:
            raise ValueError(f"[names] {key} = {name}")
    return FileNames(**names)


def _one_of(words: type[_Word], value: str, said: str) -> _Word:
    """Return the member `value` of `words`; raises `ValueError` with what was `said` in the file."""
    try:
        return words(value)
    except ValueError:
        raise ValueError(said) from None
