"""The map between two editions as form.toml says it, and put into the text of one."""

import json
import re
from collections.abc import Iterator, Mapping

from xlsreport.forms.editions.comparing import EditionDiff
from xlsreport.forms.editions.ranges import ranges_of
from xlsreport.forms.labels import flat
from xlsreport.model.address import Address
from xlsreport.model.form import Form

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MARKS = 2  # texts of a sheet that the earlier edition is known by


def edition_tables(diff: EditionDiff) -> str:
    """Return the tables of `[editions]` for the earlier edition: its marks, as they are or found, and its cells."""
    name = _key(diff.earlier.edition)
    known = diff.later.editions.get(diff.earlier.edition)
    marks = known.marks if known is not None and known.marks else dict(_marks(diff))
    lines = [f"[editions.{name}]"]
    if diff.earlier.id != diff.later.id:
        lines.append(f"form = {_said(diff.earlier.id)}")
    lines += [f"{_said(str(cell))} = {_said(text)}" for cell, text in marks.items()]
    lines += ["", f"[editions.{name}.cells]"]
    lines += [f"{_said(one)} = {_said(other)}" for one, other in ranges_of(diff.cells)]
    return "\n".join((*lines, ""))


def with_edition(text: str, diff: EditionDiff) -> str:
    """Return the text of the later form's form.toml with the map of the earlier edition; all else stays as it is."""
    name = re.escape(_key(diff.earlier.edition))
    bare = re.escape(diff.earlier.edition)
    head = re.compile(
        rf"^\[editions\.(?:{name}|\"{bare}\"|{bare})(?:\.cells)?\][^\n]*\n(?:(?!\[)[^\n]*\n?)*", re.MULTILINE
    )
    return f"{head.sub('', text).rstrip()}\n\n{edition_tables(diff)}"


def _marks(diff: EditionDiff) -> Iterator[tuple[Address, str]]:
    """Yield texts of the earlier edition that stand where the later one has others, on each sheet that changed."""
    moved = {old.sheet for old, new in diff.cells.items() if old != new}
    moved |= {each.before.sheet for each in diff.fates if each.before is not None and each.after is None}
    for sheet in (name for name in diff.earlier.layouts if name in moved and name in diff.later.layouts):
        theirs = diff.later.layouts[sheet].texts
        own = {
            place: text for place, text in _anchored(diff.earlier, sheet).items() if flat(theirs.get(place, "")) != text
        }
        for place in sorted(own)[:_MARKS]:
            yield Address(sheet, *place), own[place]


def _anchored(form: Form, sheet: str) -> Mapping[tuple[int, int], str]:
    return form.layouts[sheet].anchors


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _said(name)


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
