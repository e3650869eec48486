"""How files and forms come to the machines of a cluster: from a store, or from a folder that all see."""

import pickle
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.needed import needed
from xlsreport.errors import XlsreportError
from xlsreport.forms import builtin_forms, load_form
from xlsreport.language import language_named
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.cluster.crew_of import cluster_notes
from xlsreport.pipeline.cluster.supplies import SharedFolder, SharedStore
from xlsreport.pipeline.cluster.travelling_form import travelling_form
from xlsreport.pipeline.review.examine import Examination
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.years.previous_year import PreviousReview
from xlsreport.stores.store import StoredFile
from xlsreport.workers import Crew

FORM = travelling_form(builtin_forms()[0])
HERE = Path("here", "inbox", "a.xlsx")
THERE = StoredFile("east/a.xlsx", 5, "mark")
FILE = SourceFile("a.xlsx", HERE, sha256(b"first").hexdigest())


@pytest.fixture
def memory() -> Any:
    system = needed("fsspec").filesystem("memory")
    system.store.clear()
    system.pipe("/town/east/a.xlsx", b"first")
    return system


@pytest.fixture
def store(memory: Any) -> SharedStore:
    return SharedStore("memory://town", "en", {HERE: (THERE, FILE.sha256)}, FORM)


def test_a_file_that_was_copied_is_read_from_the_store(store: SharedStore, tmp_path: Path) -> None:
    assert store.place(FILE) == THERE
    brought = pickle.loads(pickle.dumps(store)).bring(FILE, THERE, tmp_path / "0")  # noqa: S301 - our own
    assert brought == replace(FILE, path=tmp_path / "0")
    assert brought.path.read_bytes() == b"first"


@pytest.mark.parametrize(
    "other", [replace(FILE, sha256="0" * 64), replace(FILE, path=Path("elsewhere")), HERE, (1, FILE)]
)
def test_a_file_that_is_not_what_was_copied_is_for_this_machine(store: SharedStore, other: object) -> None:
    assert store.place(other) is None


@pytest.mark.parametrize("now", [b"other", b"longer than it was", b"less", None])
def test_a_file_that_was_replaced_in_the_store_is_for_this_machine(
    store: SharedStore, memory: Any, tmp_path: Path, now: bytes | None
) -> None:
    memory.rm("/town/east/a.xlsx") if now is None else memory.pipe("/town/east/a.xlsx", now)
    assert store.bring(FILE, THERE, tmp_path / "0") is None


def test_a_machine_that_does_not_reach_the_store_says_why(store: SharedStore, memory: Any) -> None:
    assert store.hindrance() == ""
    memory.rm("/town", recursive=True)
    assert "memory://town cannot be read" in store.hindrance()


def test_a_store_that_refuses_in_the_middle_is_a_refusal(
    store: SharedStore, memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reset(*_: object, **__: object) -> None:
        raise ConnectionResetError("reset by peer")

    monkeypatch.setattr(type(memory), "open", reset)
    with pytest.raises(XlsreportError, match="reset by peer"):
        store.bring(FILE, THERE, tmp_path / "0")


def test_a_folder_is_shared_where_the_same_settings_lie_under_its_path(tmp_path: Path) -> None:
    (tmp_path / "xlsreport.toml").write_bytes(b"form")
    shared = SharedFolder(tmp_path, sha256(b"form").hexdigest(), FORM)
    assert shared.hindrance() == ""
    assert replace(shared, settings="other").hindrance()
    assert replace(shared, folder=tmp_path / "nowhere").hindrance()


def test_a_file_of_a_shared_folder_is_read_where_it_lies_and_only_while_it_does(tmp_path: Path) -> None:
    shared = SharedFolder(tmp_path, "", FORM)
    inside = replace(FILE, path=tmp_path / "a.xlsx")
    assert shared.place(HERE) is None
    assert shared.place(inside) == inside.path
    assert shared.bring(inside, inside.path, tmp_path / "0") is None
    inside.path.write_bytes(b"first")
    assert shared.bring(inside, inside.path, tmp_path / "0") == inside


def test_a_file_travels_with_its_whole_path_however_the_workspace_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = SharedFolder(tmp_path.resolve() / "w", "", FORM)
    (shared.folder / "inbox").mkdir(parents=True)
    (shared.folder / "inbox" / "a.xlsx").write_bytes(b"first")
    monkeypatch.chdir(tmp_path)
    file = replace(FILE, path=Path("w", "inbox", "a.xlsx"))
    place = shared.place(file)
    monkeypatch.chdir(shared.folder)
    assert shared.bring(file, place, tmp_path / "0") == replace(file, path=shared.folder / "inbox" / "a.xlsx")


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (3, 0), (4, 1)])
def test_it_is_told_where_a_cluster_left_more_than_a_few_files(count: int, lines: int) -> None:
    crew = Crew()
    crew.not_brought += [FILE] * count
    notes = cluster_notes(SimpleNamespace(language=language_named("en")), crew, "tcp://one:1")  # type: ignore[arg-type]
    assert len(notes) == lines
    assert all("(number: 4, such as a.xlsx)" in note for note in notes)


@pytest.mark.parametrize("kind", ["folder", "store"])
def test_a_file_that_lies_here_alone_goes_along(kind: str, store: SharedStore, tmp_path: Path) -> None:
    supply = store if kind == "store" else SharedFolder(tmp_path / "workspace", "", FORM)
    (tmp_path / "taken out.xlsx").write_bytes(b"first")
    file = replace(FILE, name="mail.eml!a.xlsx", path=tmp_path / "taken out.xlsx")
    place = supply.place(file)
    sent = pickle.loads(pickle.dumps(supply.sent(place)))  # noqa: S301 - our own
    file.path.unlink()
    brought = supply.bring(file, sent, tmp_path / "0")
    assert (brought.path, brought.path.read_bytes()) == (tmp_path / "0", b"first")
    assert supply.bring(file, supply.sent(place), tmp_path / "1") is None
    assert supply.place(file) is None


@pytest.mark.parametrize("kind", ["of this year", "of the year before"])
def test_the_form_travels_with_the_work(kind: str) -> None:
    travelling = pickle.loads(pickle.dumps(FORM))  # noqa: S301 - our own
    inputs = ReviewInputs(FORM.home, Roster(()), PreviousYear(), 2023)
    if kind == "of this year":
        form = travelling.for_work(Examination(inputs)).shared.form
    else:
        form = travelling.for_work(PreviousReview(FORM.home)).form
    assert form != FORM.home
    assert load_form(form).id == load_form(FORM.home).id


@dataclass(frozen=True)
class Plain:
    """Work that knows no form."""


def test_work_without_this_form_travels_as_it_is() -> None:
    assert FORM.for_work(Plain()) == Plain()
    other = PreviousReview(Path("another"))
    assert FORM.for_work(other) == other
