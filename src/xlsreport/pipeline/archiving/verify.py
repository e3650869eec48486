"""The verification of a bag of the workspace."""

from pathlib import Path

from xlsreport.archive.store import StoredBag, bag_named
from xlsreport.archive.verify import Discrepancy, Verification, verify_bag
from xlsreport.errors import ArchiveError, XlsreportError
from xlsreport.forms import find_form, load_form
from xlsreport.intake.workspace import open_workspace
from xlsreport.language import LANGUAGES, Language, language_named

__all__ = ["Discrepancy", "Verification", "language_of", "verify"]


def language_of(folder: Path, name: str) -> Language:
    """Return the language of the form that the workspace in `folder` uses, else that of the bag called `name`.

    A bag needs no workspace: it may have been handed on, and the form that it was made with be gone.
    """
    try:
        return language_named(load_form(find_form(open_workspace(folder).form, beside=folder)).language)
    except XlsreportError:
        if (bag := bag_named(folder, name)) is None:
            raise
        return language_named(_language_in(bag))


def _language_in(bag: StoredBag) -> str:
    try:
        return bag.record().form.language
    except ArchiveError:  # what is wrong with it is for `verify` to say
        return LANGUAGES[0]


def verify(folder: Path, name: str, language: Language) -> Verification:
    """Verify the bag called `name` (`2023`, `2023-r2`) of the workspace in `folder`.

    Raises `ArchiveError` where there is none, or it comes from a newer version.
    """
    bag = bag_named(folder, name)
    if bag is None:
        raise ArchiveError(language.text("verify_no_bag", bag=name, folder=folder))
    return verify_bag(bag)
