"""The import law of the rooms, read from the source of every module without importing any of them.

`cli → pipeline → rooms → language and the modules that all share → model`; what stands on one level never
meets but in `pipeline`.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "xlsreport"

ROOMS = (
    "intake",
    "reading",
    "checking",
    "consolidation",
    "writing",
    "forms",
    "archive",
    "workers",
    "mailing",
    "stores",
)
# in LEVELS "" is xlsreport/__init__.py itself, the public interface
SHARED = (
    "version",
    "errors",
    "content",
    "package",
    "decoding",
    "file_names",
    "language",
    "on_demand",
    "temporary",
    "interruption",
    "old_clock",
    "seldom_collected",
    "without_numpy",
    "kept",
)
LEVELS = (("model",), SHARED, ROOMS, ("pipeline",), ("cli", "api"), ("", "__main__"))

# Which library may be imported in which room; nothing is allowed elsewhere.
LIBRARIES: Mapping[str, frozenset[str]] = {
    "asn1crypto": frozenset({"intake"}),  # what lies inside a signature
    "bagit": frozenset({"archive"}),
    "distributed": frozenset({"workers"}),
    "docx": frozenset({"forms", "writing"}),  # reads a template's tags; makes the annex, turns a report into HTML
    "docxtpl": frozenset({"writing"}),
    "formualizer": frozenset({"forms"}),
    "fsspec": frozenset({"stores"}),
    "highspy": frozenset({"checking", "forms"}),  # errors are located by it; rules of a form proved
    "imapclient": frozenset({"mailing"}),
    "keyring": frozenset({"mailing"}),
    "jinja2": frozenset({"writing", "forms"}),  # forms checks a template's tags, writing fills them
    "lxml": frozenset({"reading", "forms"}),
    "msoffcrypto": frozenset({"reading"}),
    "msgspec": frozenset({"decoding", "archive", "forms", "intake", "pipeline", "writing"}),  # types of documents
    "olefile": frozenset({"intake", "reading"}),  # opens what oxmsg and calamine then read, with bounds
    "openpyxl": frozenset({"forms"}),
    "openpyxl.formula": frozenset({"reading"}),  # shifts a shared formula's text; opens no file
    "oxmsg": frozenset({"intake"}),
    "paramiko": frozenset({"stores"}),
    "pdfplumber": frozenset({"reading"}),
    "platformdirs": frozenset({"cli", "kept"}),
    "python_calamine": frozenset({"reading"}),
    "rich": frozenset({"cli"}),
    "simplejson": frozenset({"writing"}),
    "typer": frozenset({"cli"}),
    "xlsxwriter": frozenset({"writing"}),
}
DISTRIBUTIONS = {"docx": "python-docx", "msoffcrypto": "msoffcrypto-tool", "oxmsg": "python-oxmsg"}
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler", "misc", "core"}
PRINTERS = {"cli/console.py", "__main__.py"}  # the latter where the console is not loaded yet


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its path inside the package, its tree, and the modules that it names in imports."""

    path: Path
    tree: ast.Module
    imports: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its dotted name: `xlsreport.forms.labels`."""
        parts = self.path.with_suffix("").parts
        return ".".join(("xlsreport", *(parts[:-1] if parts[-1] == "__init__" else parts)))

    @property
    def room(self) -> str:
        """The folder, or the module itself at the top: `forms`, `consolidation`."""
        return room_of(self.name)

    @property
    def rooms(self) -> set[str]:
        """The rooms of the package that it imports, its own included."""
        return {room_of(name) for name in self.imports if name.split(".")[0] == "xlsreport"}

    @property
    def libraries(self) -> set[str]:
        """What it imports from neither the package nor the standard library."""
        return {n for n in self.imports if n.split(".")[0] not in {"xlsreport", "__future__", *sys.stdlib_module_names}}


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import hides the room it comes from"
            yield from (submodule(node.module or "", alias.name) for alias in node.names)


def submodule(package: str, name: str) -> str:
    """Return `package.name` where that is a module of ours, `package` where `name` is something inside it."""
    path = ROOT / "src" / Path(*package.split("."), name)
    return f"{package}.{name}" if path.is_dir() or path.with_suffix(".py").is_file() else package


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found.append(Module(file.relative_to(SOURCE), tree, tuple(imported(tree))))
    return tuple(found)


def level_of(room: str) -> int:
    return next(number for number, rooms in enumerate(LEVELS) if room in rooms)


def test_every_module_stands_in_a_room_of_the_house() -> None:
    known = {room for level in LEVELS for room in level}

    assert len(modules()) > 50
    assert {each.room for each in modules()} <= known


def test_imports_go_downwards_and_never_sideways() -> None:
    wrong = [
        f"{each.path} imports {room}"
        for each in modules()
        for room in sorted(each.rooms - {each.room})
        if level_of(room) >= level_of(each.room) and room not in SHARED
    ]

    assert wrong == []


def test_what_all_share_imports_the_model_at_most() -> None:
    below = {"model", "kept"}  # and `kept` knows nobody: the catalogue is kept like any text
    wrong = [
        f"{m.path}: {m.rooms}"
        for m in modules()
        if m.room in SHARED and not m.rooms <= {m.room, *(below if m.room != "kept" else ())}
    ]

    assert wrong == []


def test_the_command_line_knows_the_rooms_through_the_pipeline_alone() -> None:
    wrong = [
        f"{m.path} imports {r}" for m in modules() if m.room in ("cli", "api") for r in sorted(m.rooms & set(ROOMS))
    ]

    assert wrong == []


def test_only_the_pipeline_imports_several_rooms() -> None:
    several = {each.room for each in modules() if len(each.rooms & set(ROOMS) | {each.room} & set(ROOMS)) > 1}

    assert several == {"pipeline"}


def test_the_model_stands_on_the_standard_library_alone() -> None:
    wrong = [f"{m.path}: {m.libraries}" for m in modules() if m.room == "model" and m.libraries]

    assert wrong == []


def test_a_library_is_imported_only_in_its_rooms() -> None:
    wrong = [
        f"{each.path} imports {name}"
        for each in modules()
        for name in sorted(each.libraries)
        if each.room not in rooms_of(name)
    ]

    assert wrong == []


def rooms_of(library: str) -> frozenset[str]:
    """Return the rooms that may import `library`: those of the longest entry that it lies in, and of its parents."""
    parts = library.split(".")
    return frozenset().union(*(LIBRARIES.get(".".join(parts[:n]), frozenset()) for n in range(1, len(parts) + 1)))


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    declared = {re.split(r"[\s<>=!~\[;]", each)[0] for group in (project["dependencies"], *extras) for each in group}
    used = {name.split(".")[0] for each in modules() for name in each.libraries}

    assert {DISTRIBUTIONS.get(name, name.replace("_", "-")) for name in used} <= declared


def test_only_the_console_prints() -> None:
    wrong = [
        f"{each.path}:{node.lineno}"
        for each in modules()
        if each.path.as_posix() not in PRINTERS
        for node in ast.walk(each.tree)
        if prints(node)
    ]

    assert wrong == []


def prints(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="print" | "input")):
            return True
        case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr"):
            return True
        case ast.Attribute(value=ast.Name(id="typer" | "rich"), attr="echo" | "secho" | "print"):
            return True
    return False


def test_no_import_goes_in_a_circle() -> None:
    names = {each.name for each in modules()}
    graph = {m.name: {n for n in m.imports if n in names and n != m.name} for m in modules()}

    assert circle(graph) == []


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one circle, an empty list where there is none."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name not in done:
            for each in sorted(graph[name]):
                if found := visit(each, [*path, name]):
                    return found
            done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := visit(name, []))), [])


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def test_no_module_has_a_shapeless_name() -> None:
    parts = {part for each in modules() for part in each.path.with_suffix("").parts}

    assert parts & SHAPELESS == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path.as_posix())
def test_modules_stay_readable(module: Module) -> None:
    lines = (SOURCE / module.path).read_text(encoding="utf-8").count("\n")
    functions = [each for each in ast.walk(module.tree) if isinstance(each, ast.FunctionDef)]
    longest = max(((each.end_lineno or 0) - each.lineno + 1 for each in functions), default=0)

    assert ast.get_docstring(module.tree), "a module says in its docstring what it is for"
    assert lines <= 250, f"{lines} lines"
    assert longest <= 50, f"a function of {longest} lines"
