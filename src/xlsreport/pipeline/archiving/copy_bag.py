"""A bag copied into a store elsewhere, and read back there."""

from hashlib import file_digest
from pathlib import Path

from xlsreport.archive.store import StoredBag
from xlsreport.errors import ArchiveError
from xlsreport.language import Language
from xlsreport.stores.addresses import StoreAddress, store_address
from xlsreport.stores.store import Store

_LAST = ("bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "bagit.txt")  # no bag without the last
_SEAL = "tagmanifest-sha256.txt"


def refuse_bad_address(address: str, period: int, language: Language) -> None:
    """Raise `XlsreportError` where no bag could be copied to `address` as far as is known before there is one."""
    Store(_place(address, period, language), language)


def copy_bag(bag: StoredBag, address: str, language: Language) -> str:
    """Copy `bag` into the folder of its name at `address`, compare every byte there, and return what to say.

    Raises `XlsreportError` where the store refuses, and where another bag of that name lies there, which stays.
    """
    place = _place(address, bag.period, language).below(bag.identifier)
    store = Store(place, language, refusal="bag_store_refuses")
    digests = {name: _digest(bag.folder / name) for name in _in_order(bag.folder)}
    there = {each.name for each in store.files(may_be_new=True)}
    if _LAST[-1] in there and (_SEAL not in there or store.sha256_of(_SEAL) != digests[_SEAL]):
        raise ArchiveError(language.text("bag_other_there", at=place.shown))
    if _LAST[-1] not in there:
        for name in digests:
            store.put(bag.folder / name, name)
    wrong = [name for name, digest in digests.items() if store.sha256_of(name) != digest]
    if wrong:
        raise ArchiveError(language.text("bag_not_copied", at=place.shown, files=language.text("comma").join(wrong)))
    return language.text("bag_copied", at=place.shown, files=len(digests))


def _place(address: str, period: int, language: Language) -> StoreAddress:
    return store_address(address.replace("{period}", str(period)), language)


def _in_order(folder: Path) -> list[str]:
    """Return the files of a bag, what makes it one at last."""
    names = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    return [*(name for name in names if name not in _LAST), *(name for name in _LAST if name in names)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
