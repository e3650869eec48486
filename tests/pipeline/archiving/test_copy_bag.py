"""A bag copied into a store, read back, and never written over another."""

from pathlib import Path
from typing import Any

import pytest

from kit.needed import needed
from xlsreport.archive.store import StoredBag
from xlsreport.errors import XlsreportError
from xlsreport.language import language_named
from xlsreport.pipeline.archiving.copy_bag import copy_bag

EN = language_named("en")
FILES = {"bagit.txt": b"1", "manifest-sha256.txt": b"m", "tagmanifest-sha256.txt": b"t", "data/values.csv": b"v"}


@pytest.fixture
def memory() -> Any:
    system = needed("fsspec").filesystem("memory")
    system.store.clear()
    return system


@pytest.fixture
def bag(tmp_path: Path) -> StoredBag:
    for name, data in FILES.items():
        path = tmp_path / "2023" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return StoredBag(tmp_path / "2023", 2023)


def there(memory: Any) -> dict[str, bytes]:
    return {name.removeprefix("/bags/2023/"): memory.cat(name) for name in memory.find("/bags")}


def test_a_bag_lies_there_whole_under_its_name_and_once(memory: Any, bag: StoredBag) -> None:
    assert "memory://bags/2023" in copy_bag(bag, "memory://bags", EN)
    assert there(memory) == FILES
    assert "files: 4" in copy_bag(bag, "memory://bags", EN)


def test_a_copy_that_was_cut_short_is_finished(memory: Any, bag: StoredBag) -> None:
    memory.pipe("/bags/2023/data/values.csv", b"half")
    copy_bag(bag, "memory://bags", EN)
    assert there(memory) == FILES


def test_where_the_store_refuses_the_bag_is_said_to_be_made(
    memory: Any, bag: StoredBag, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(type(memory), "open", full)
    with pytest.raises(XlsreportError, match=r"no room.*The archive here is made") as refusal:
        copy_bag(bag, "memory://bags", EN)
    assert "nothing here was changed" not in str(refusal.value)


def test_another_bag_there_stays(memory: Any, bag: StoredBag) -> None:
    memory.pipe("/bags/2023/bagit.txt", b"1")
    memory.pipe("/bags/2023/tagmanifest-sha256.txt", b"other")
    with pytest.raises(XlsreportError, match="not overwritten"):
        copy_bag(bag, "memory://bags", EN)
    assert there(memory)["tagmanifest-sha256.txt"] == b"other"
    assert "data/values.csv" not in there(memory)


def test_a_byte_that_is_another_there_is_named(memory: Any, bag: StoredBag) -> None:
    copy_bag(bag, "memory://bags", EN)
    memory.pipe("/bags/2023/data/values.csv", b"changed")
    with pytest.raises(XlsreportError, match=r"data/values\.csv"):
        copy_bag(bag, "memory://bags", EN)
