"""A form that was loaded once is known, from a file that is this user's alone; in any doubt it is read anew."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xlsreport.errors import FormError
from xlsreport.forms import builtin_forms, folder, loading
from xlsreport.forms.as_json import as_json, reader
from xlsreport.forms.loading import load_form
from xlsreport.kept.texts import keep, kept
from xlsreport.model.address import Address
from xlsreport.model.form import Form

TOY = Path(__file__).parent / "toy"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders by other means")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of an empty cache."""
    path = tmp_path / "cache"
    monkeypatch.setenv("XLSREPORT_CACHE", str(path))
    load_form.cache_clear()
    yield path
    load_form.cache_clear()


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the list of the forms that were read from their folders."""
    read: list[Path] = []
    ours = folder.read_form

    def counted(path: Path) -> Form:
        read.append(path)
        return ours(path)

    monkeypatch.setattr(folder, "read_form", counted)
    return read


def loaded(form: Path) -> Form:
    """Load as a new process would."""
    load_form.cache_clear()
    return load_form(form)


def own_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


def forms_in(cache: Path) -> list[Path]:
    """Return what is kept of forms: languages and patterns, whose names say so, lie there too."""
    return [each for each in cache.iterdir() if "-" not in each.name]


@pytest.mark.parametrize("form", [*builtin_forms(), TOY], ids=lambda path: path.name)
def test_a_known_form_is_the_form(form: Path, cache: Path, readings: list[Path]) -> None:
    first, second = loaded(form), loaded(form)
    assert readings == [form]
    assert len(forms_in(cache)) == 1
    for field in fields(Form):
        one, other = (getattr(each, field.name) for each in (first, second))
        if field.name != "engine":
            assert one == other, field.name
            assert list(one) == list(other) if isinstance(one, dict) else True, field.name
    values = {field.address: Decimal(number) for number, field in enumerate(first.figures)}
    assert second.engine.evaluate(values) == first.engine.evaluate(values)
    assert second.engine.evaluate({}) == first.engine.evaluate({})


@pytest.mark.parametrize("name", ["form.toml", "workbook.xlsx", "report.docx"])
def test_a_form_of_which_any_file_changed_is_read_anew(
    name: str, cache: Path, tmp_path: Path, readings: list[Path]
) -> None:
    form = own_copy(tmp_path)
    loaded(form)
    (form / name).write_bytes((form / name).read_bytes() + b"\n")
    loaded(form)
    assert len(readings) == len(forms_in(cache)) == 2


def test_a_form_in_a_folder_of_another_name_is_read_anew(cache: Path, tmp_path: Path, readings: list[Path]) -> None:
    form = own_copy(tmp_path)
    loaded(form)
    loaded(form.rename(tmp_path / "other"))  # the name may be the form's
    assert len(readings) == len(forms_in(cache)) == 2


def test_a_form_read_by_another_version_is_read_anew(
    cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(TOY)
    monkeypatch.setattr(loading, "__version__", "0.0.9")
    loaded(TOY)
    assert len(readings) == len(forms_in(cache)) == 2


def damaged(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b"whole", b"whale", 1) if b"whole" in data else data[:-2])


def of_another_shape(file: Path) -> None:
    keep(file.name, json.dumps({"form": {"id": "toy"}, "constants": []}))


def no_json(file: Path) -> None:
    keep(file.name, "[")


def a_link(file: Path) -> None:
    file.symlink_to(file.rename(file.parent.parent / "elsewhere"))


def open_to_others(file: Path) -> None:
    file.chmod(0o644)


def in_a_folder_open_to_others(file: Path) -> None:
    file.parent.chmod(0o755)


def in_a_linked_folder(file: Path) -> None:
    file.parent.symlink_to(file.parent.rename(file.parent.parent / "elsewhere"))


@pytest.mark.parametrize(
    "doubt",
    [
        damaged,
        of_another_shape,
        no_json,
        pytest.param(a_link, marks=POSIX),
        pytest.param(open_to_others, marks=POSIX),
        pytest.param(in_a_folder_open_to_others, marks=POSIX),
        pytest.param(in_a_linked_folder, marks=POSIX),
    ],
)
def test_what_is_in_doubt_is_read_anew(doubt: Callable[[Path], None], cache: Path, readings: list[Path]) -> None:
    first = loaded(TOY)
    doubt(next(iter(forms_in(cache))))
    second = loaded(TOY)
    assert len(readings) == 2
    assert second.fields == first.fields


@POSIX
def test_what_is_kept_is_the_users_alone(cache: Path) -> None:
    loaded(TOY)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in cache.iterdir()} == {0o600}


@POSIX
def test_what_another_user_owns_is_not_used(cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(TOY)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    loaded(TOY)
    assert len(readings) == 2


def test_where_nothing_is_to_be_kept_nothing_is(
    cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XLSREPORT_CACHE", "")
    loaded(TOY)
    loaded(TOY)
    assert len(readings) == 2
    assert not cache.exists()


def test_where_nothing_can_be_kept_forms_are_loaded_all_the_same(cache: Path, readings: list[Path]) -> None:
    cache.write_bytes(b"")
    loaded(TOY)
    loaded(TOY)
    assert len(readings) == 2


def test_what_is_wrong_with_a_form_is_said_each_time(cache: Path, tmp_path: Path) -> None:
    form = own_copy(tmp_path)
    (form / "workbook.xlsx").write_bytes(b"PK")
    for _ in range(2):
        with pytest.raises(FormError, match=r"workbook\.xlsx"):
            loaded(form)
    assert not cache.exists()


def test_a_form_that_changes_while_it_is_read_is_not_kept(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = own_copy(tmp_path)
    ours = folder.read_form

    def read(path: Path) -> Form:
        found = ours(path)
        (path / "form.toml").write_bytes((path / "form.toml").read_bytes() + b"\n")
        return found

    monkeypatch.setattr(folder, "read_form", read)
    loaded(form)
    assert not cache.exists()


def test_the_oldest_make_room(cache: Path) -> None:
    for number in range(40):
        keep(f"{number:064}", "甲")
        os.utime(cache / f"{number:064}", (number, number))
    assert len(forms_in(cache)) == 32
    assert kept(f"{39:064}") == "甲"
    assert kept(f"{0:064}") is None


def test_what_json_would_not_give_back_is_not_written() -> None:
    with pytest.raises(TypeError):
        as_json({Address("A", 1, 1): date(2023, 1, 1)})


def test_a_type_that_json_cannot_be_is_refused() -> None:
    with pytest.raises(TypeError):
        reader(Path)
