"""Two editions of a form compared, told in lines or as JSON, and the map written into the later one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xlsreport.errors import FormError
from xlsreport.forms import find_form, load_form
from xlsreport.forms.editions.comparing import MAPPED, Change, EditionDiff, compared
from xlsreport.forms.editions.matching import CellFate, Fate
from xlsreport.forms.editions.ranges import cells_as_ranges, ranges_of
from xlsreport.forms.editions.writing import with_edition
from xlsreport.forms.library import SETTINGS
from xlsreport.language import Language, bilingual
from xlsreport.model.form import Form
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.files.publish import written_together


def diff_forms(earlier: str, later: str) -> EditionDiff:
    """Return what changed from the form called `earlier` to the one called `later`: built-in ones, or folders."""
    return compared(load_form(find_form(earlier)), load_form(find_form(later)))


def write_map(diff: EditionDiff) -> Path:
    """Write the map of the earlier edition into the later form's form.toml, and return that.

    Raises `FormError` where both are of one edition and one form, which needs no map.
    """
    if (diff.earlier.id, diff.earlier.edition) == (diff.later.id, diff.later.edition):
        raise FormError(bilingual("diff_one_edition", at=diff.later.folder, edition=diff.later.edition))
    path = diff.later.folder / SETTINGS
    text = with_edition(path.read_text(encoding="utf-8-sig"), diff)
    written_together(path.parent, {SETTINGS: text.encode()})
    return path


def diff_lines(diff: EditionDiff, language: Language) -> Iterator[str]:
    """Yield what changed, a line for what is one change in several cells."""
    text = language.text
    yield text("diff_head", earlier=_called(diff.earlier), later=_called(diff.later))
    yield text("diff_same", count=len(diff.of(Fate.SAME)))
    for fate in (Fate.MOVED, Fate.RENAMED):
        pairs = {each.before: each.after for each in diff.of(fate) if each.before and each.after}
        for one, other in ranges_of(pairs):
            yield text(f"diff_{fate}", before=one, after=other, **_labels(diff, one, other))
    for fate, form in ((Fate.SPLIT, diff.earlier), (Fate.REMOVED, diff.earlier), (Fate.ADDED, diff.later)):
        cells = (each.before or each.after for each in diff.of(fate))
        for area in cells_as_ranges(cell for cell in cells if cell is not None):
            yield text(f"diff_{fate}", cells=area, label=_label(form, area))
    yield from (_change_line(each, language) for each in _grouped(diff.changes))


def _called(form: Form) -> str:
    return f"{form.title} {form.edition} ({form.id})"


def _labels(diff: EditionDiff, before: str, after: str) -> Mapping[str, str]:
    return {"label": _label(diff.earlier, before), "now": _label(diff.later, after)}


def _label(form: Form, area: str) -> str:
    """Return what the first cell of a range is called."""
    first = next(cell for cell in (*form.fields, *form.formulas) if str(cell) == area.partition(":")[0])
    return form.label(first)


def _grouped(changes: tuple[Change, ...]) -> Iterator[tuple[Change, str]]:
    """Yield changes that are the same in several cells once, with the cells."""
    alike: dict[tuple[str, str, str, str], list[Change]] = {}
    for each in changes:
        own = str(each.cell) if each.what in ("formula", "computed") else ""
        alike.setdefault((each.what, each.before, each.after, each.rule + own), []).append(each)
    for group in alike.values():
        areas = " ".join(cells_as_ranges(each.cell for each in group if each.cell is not None))
        yield group[0], areas


def _change_line(told: tuple[Change, str], language: Language) -> str:
    change, areas = told
    place = language.text("diff_rule", id=change.rule) if change.rule else areas
    what = language.text(f"diff_what_{change.what}")
    before, after = (side or language.text("diff_nothing") for side in (change.before, change.after))
    return language.text("diff_change", place=place, what=what, before=before, after=after)


def diff_json(diff: EditionDiff) -> str:
    """Return what changed as JSON."""
    content = {
        "earlier": _form_json(diff.earlier),
        "later": _form_json(diff.later),
        "cells": [_fate_json(diff, each) for each in diff.fates],
        "changes": [_change_json(each) for each in diff.changes],
        "map": dict(ranges_of(diff.cells)),
    }
    return json_document("form-diff", content).decode()


def _form_json(form: Form) -> Mapping[str, str]:
    return {"id": form.id, "edition": form.edition, "title": form.title}


def _fate_json(diff: EditionDiff, each: CellFate) -> Mapping[str, Any]:
    return {
        "what": str(each.fate),
        "mapped": each.fate in MAPPED,
        "before": None if each.before is None else str(each.before),
        "after": None if each.after is None else str(each.after),
        "label_before": None if each.before is None else diff.earlier.label(each.before),
        "label_after": None if each.after is None else diff.later.label(each.after),
    }


def _change_json(each: Change) -> Mapping[str, Any]:
    return {
        "what": each.what,
        "cell": None if each.cell is None else str(each.cell),
        "rule": each.rule or None,
        "before": each.before,
        "after": each.after,
    }
