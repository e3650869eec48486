"""A folder in a store elsewhere: what it says of itself, and what it is copied to; in memory, and on an S3 server."""

import io

import pytest

from kit.needed import needed
from kit.s3 import s3
from xlsreport.errors import XlsreportError
from xlsreport.language import language_named
from xlsreport.stores.addresses import store_address
from xlsreport.stores.store import Store, StoredFile

fsspec = needed("fsspec")
EN = language_named("en")


def store(address: str) -> Store:
    return Store(store_address(address, EN), EN)


def put(**files: bytes) -> None:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    for name, data in files.items():
        memory.pipe(f"/inbox/{name}", data)


def test_what_lies_there_is_listed_with_its_size_and_copied() -> None:
    put(**{"a.xlsx": b"first", "town/b.xlsx": b"second one"})
    there = store("memory://inbox")
    files = there.files()
    assert [(each.name, each.size) for each in files] == [("a.xlsx", 5), ("town/b.xlsx", 10)]
    assert all(each.mark for each in files)
    out = io.BytesIO()
    there.copy(files[1], out)
    assert out.getvalue() == b"second one"


def test_what_stands_for_a_folder_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"": 0, "east/": 0, "town": 0, "town-a.xlsx": 0, "town/a.xlsx": 1, "full": 4, "full/b.xlsx": 1}
    keys = {f"/inbox/{name}": {"type": "file", "size": size} for name, size in sizes.items()}
    monkeypatch.setattr(fsspec.filesystem("memory"), "find", lambda *_, **__: keys)
    assert [each.name for each in store("memory://inbox").files()] == [
        "full", "full/b.xlsx", "town-a.xlsx", "town/a.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [3, 7])
def test_a_file_that_has_other_bytes_than_it_said_is_refused(size: int) -> None:
    put(**{"a.xlsx": b"first"})
    out = io.BytesIO()
    with pytest.raises(XlsreportError, match=r"a\.xlsx in the remote inbox memory://inbox changed"):
        store("memory://inbox").copy(StoredFile("a.xlsx", size, "m"), out)
    assert len(out.getvalue()) <= size


def test_a_folder_that_is_not_there_is_refused() -> None:
    put(**{"a.xlsx": b"first"})
    with pytest.raises(XlsreportError, match="memory://nowhere cannot be read"):
        store("memory://nowhere").files()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("2023/inbox", "says nothing that is known"),
        ("file:///etc", "says nothing that is known"),
        ("https://example.org/", "says nothing that is known"),
        ("simplecache::s3://bucket/x", "says nothing that is known"),
        ("sftp://host:port/x", "says nothing that is known"),
        ("sftp://user:secret@host/x", "has a password in it"),
    ],
)
def test_an_address_that_is_none_or_tells_a_password_is_refused(address: str, said: str) -> None:
    with pytest.raises(XlsreportError, match=said) as refusal:
        store_address(address, EN)
    assert "secret" not in str(refusal.value)


def test_of_a_server_the_address_says_who_asks() -> None:
    meant = store_address("sftp://clerk@host.example:2222/in/%E5%B1%80", EN)
    assert (meant.kind, meant.path) == ("sftp", "/in/局")
    assert meant.options == {"host": "host.example", "port": 2222, "username": "clerk"}


def test_a_store_whose_library_is_missing_says_which_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("no such library")

    monkeypatch.setattr(fsspec, "filesystem", missing)
    with pytest.raises(XlsreportError, match=r"xlsreport\[remote\]"):
        store("memory://inbox")


def test_an_s3_server_is_listed_copied_and_its_refusals_are_sentences() -> None:
    with s3() as server:
        server.system.mkdir("bucket")
        server.system.pipe("bucket/2023/甲局 1.xlsx", b"workbook")
        for folder in ("bucket/2023/", "bucket/2023/乙市/"):
            server.system.call_s3("put_object", Bucket="bucket", Key=folder.partition("/")[2], Body=b"")
        there = store("s3://bucket/2023")
        (file,) = there.files()
        assert (file.name, file.size) == ("甲局 1.xlsx", 8)
        out = io.BytesIO()
        there.copy(file, out)
        assert out.getvalue() == b"workbook"
        with pytest.raises(XlsreportError, match="s3://nobodys/2023 cannot be read"):
            store("s3://nobodys/2023").files()
