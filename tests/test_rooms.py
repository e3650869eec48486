"""The law inside the large rooms: which part may import which, held against the source and the design's table."""

import ast
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from test_architecture import ROOT, SOURCE, circle, modules

Floors = tuple[tuple[str, ...], ...]

# From below: a part imports parts of lower floors alone, never of its own or a higher one.
FLOORS: Mapping[str, Floors] = {
    "pipeline": (
        ("review",),
        ("standing",),
        ("workspace",),
        ("working",),
        ("explained_levels",),
        ("explanation", "prepare", "values", "whole_case", "collected_dates"),
        ("years",),
        ("consolidate", "check", "start", "json_answers"),
        ("levels", "documents"),
        ("output",),
        ("outbox", "archiving", "authoring"),
        ("post",),
        ("cluster",),
        ("doctor", "form_check"),
        ("",),
    ),
    "checking": (
        ("context", "text"),
        ("cells",),
        ("layout", "totals", "history", "locate", "narrative"),
        ("across", "families", "reports"),
        ("engine",),
        ("",),
    ),
    "writing": (
        ("wording", "sheets"),
        ("files", "report", "summary", "history", "tables", "letters", "consolidated", "board"),
        ("annex",),
        ("",),
    ),
}
TABLE = re.compile(r"^\| `([a-z_/.]+?)/?` \| .{20,} \|$", re.MULTILINE)


def part_of(name: str) -> str:
    """Return the part of its room that a module stands in, empty for the room's own `__init__`."""
    return name.split(".")[2] if name.count(".") > 1 else ""


def floor_of(room: str, part: str) -> int:
    return next(number for number, parts in enumerate(FLOORS[room]) if part in parts)


@pytest.mark.parametrize("room", FLOORS)
def test_every_part_has_its_floor(room: str) -> None:
    there = {part_of(each.name) for each in modules() if each.room == room}
    assert there == {part for floor in FLOORS[room] for part in floor}


@pytest.mark.parametrize("room", FLOORS)
def test_parts_of_a_room_import_downwards_alone(room: str) -> None:
    wrong = [
        f"{module.path} imports {name}"
        for module in modules()
        if module.room == room
        for name in module.imports
        if name.startswith(f"xlsreport.{room}.") and part_of(name) != part_of(module.name)
        if floor_of(room, part_of(name)) >= floor_of(room, part_of(module.name))
    ]
    assert wrong == []


def test_no_parts_import_each_other() -> None:
    parts = {m.name: f"{m.room}.{part_of(m.name)}" if m.room in FLOORS else m.room for m in modules()}
    graph: dict[str, set[str]] = {part: set() for part in parts.values()}
    for module in modules():
        graph[parts[module.name]] |= {parts[n] for n in module.imports if n in parts} - {parts[module.name]}
    assert circle(graph) == []


def test_what_judges_all_submissions_opens_nothing() -> None:
    """Everything under `standing` is pure: no files, no processes, no workspace."""
    forbidden = {"pathlib", "os", "shutil", "tempfile", "subprocess", "multiprocessing", "xlsreport.workers"}
    wrong = [
        f"{module.path} imports {name}"
        for module in modules()
        if module.name.startswith("xlsreport.pipeline.standing.")
        for name in module.imports
        if name in forbidden or name.startswith(("xlsreport.reading", "xlsreport.pipeline.workspace"))
    ]
    assert wrong == []


def test_the_design_names_every_room_and_no_other() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    section = text[text.index("## The rooms") : text.index("## Decisions")]
    folders = {path.parent for path in SOURCE.rglob("*.py")} - {SOURCE}
    there = {path.relative_to(SOURCE).as_posix() for path in folders}
    alone = {f"{each.room}.py" for each in modules() if each.path.parent == Path() and each.room in {"consolidation"}}
    assert set(TABLE.findall(section)) == there | alone


def test_a_room_says_what_belongs_in_it() -> None:
    silent = [
        str(each.path)
        for each in modules()
        if each.path.name == "__init__.py" and len(ast.get_docstring(each.tree) or "") < 30
    ]
    assert silent == []


def test_no_class_has_the_name_of_another() -> None:
    names = Counter(
        node.name
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


PLAIN_BUILDER = re.compile(r"\.entries\[[^\]]+\]\.message\.format|entry\.message\.format")


def test_a_finding_is_built_in_one_place() -> None:
    """`Language.finding` and `Language.message` fill the sentences of the rule book, nobody else."""
    wrong = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.name != "catalogue.py" and PLAIN_BUILDER.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []
