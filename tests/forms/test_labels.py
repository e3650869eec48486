"""Label paths: the heads over a cell, merged ones included, and one path for every input of every form."""

from collections import Counter
from pathlib import Path

import pytest

from xlsreport.forms import builtin_forms, load_form
from xlsreport.forms.labels import Merge, Position, flat, label_of, spread

FORMS = (*builtin_forms(), Path(__file__).parent / "toy")
each_form = pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)

TABLE = {
    (1, 1): "Title",
    (3, 1): "Corner",
    (3, 3): "Where",
    (4, 3): "East",
    (4, 4): "West",
    (5, 1): "Work",
    (5, 2): "done",
    (6, 2): "not\ndone",
    (8, 1): "Below",
}
MERGES: tuple[Merge, ...] = ((1, 1, 1, 4), (3, 1, 4, 2), (3, 3, 3, 4), (5, 1, 6, 1))


@pytest.mark.parametrize(
    ("position", "label"),
    [
        ((5, 3), "Work done × Where East"),
        ((6, 4), "Work notdone × Where West"),
        ((8, 4), "Below × Where West"),  # a blank line and other inputs do not end what a head heads
        ((9, 2), "Corner done notdone"),  # the outermost first
        ((2, 3), ""),  # the title heads nothing
    ],
)
def test_heads_to_the_left_and_above(position: Position, label: str) -> None:
    assert str(label_of(position, TABLE, spread(TABLE, MERGES))) == label


def test_a_merged_head_is_named_once() -> None:
    heads = spread(TABLE, MERGES)

    assert [heads[3, column] for column in (3, 4)] == [(3, 3), (3, 3)]
    assert str(label_of((6, 3), TABLE, heads)).count("Where") == 1


def test_a_label_broken_for_layout_reads_on_one_line() -> None:
    assert flat(" first \n second ") == "firstsecond"


@each_form
def test_every_input_has_a_label_of_its_own_on_its_sheet(folder: Path) -> None:
    form = load_form(folder)
    fields = form.fields.items()
    labels = [(cell.sheet, str(field.label)) for cell, field in fields if cell not in form.listed]  # rows have a key

    assert [each for each in labels if not each[1]] == []
    assert [each for each, times in Counter(labels).items() if times > 1] == []


@each_form
def test_every_total_has_a_label_of_its_own_too(folder: Path) -> None:
    form = load_form(folder)
    cells = [*(cell for cell in form.fields if cell not in form.listed), *form.totals]
    labels = Counter((cell.sheet, form.label(cell)) for cell in cells)

    assert all(form.label(cell) for cell in cells)
    assert labels.most_common(1)[0][1] == 1


@each_form
def test_labels_are_on_one_line_and_without_the_title_of_the_sheet(folder: Path) -> None:
    form = load_form(folder)
    titles = {name: layout.texts.get((1, 1), "") for name, layout in form.layouts.items()}

    for address, field in form.fields.items():
        assert "\n" not in str(field.label)
        assert titles[address.sheet] not in (*field.label.rows, *field.label.columns)
