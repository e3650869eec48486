"""Whether a bag holds all that would be archived now, and what was sent since it was made."""

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FileRole
from xlsreport.archive.store import StoredBag
from xlsreport.language import Language
from xlsreport.model.outcome import Outcome
from xlsreport.pipeline.archiving.alike import digest_if_alike
from xlsreport.pipeline.archiving.known_letters import knowing_what_was_sent
from xlsreport.pipeline.archiving.payload import LETTERS_SENT
from xlsreport.pipeline.output.publish import documents

_SENT = (FileRole.OUTBOX, FileRole.REPORT)
_Facts = frozenset[tuple[str, str]]


def is_unchanged(record: Record, known: Record, catalogue: str, *, same_outputs: bool = False) -> bool:
    """Return whether all that `record` says is in the bag of `known`, but for what is sent: that is no other year.

    Documents may have been left unnamed. `catalogue` is the file of a bag that is no content of it; `same_outputs` says
    that its outputs need not be looked at.
    """
    left_out = (FileRole.DOCUMENT, *((FileRole.OUTPUT,) if same_outputs else ()))
    papers = {(each.sha256, each.note) for each in record.of(FileRole.DOCUMENT)}
    shown = record.published is None or _published(record) == _published(known)
    return (
        _facts(record, left_out, "") == _facts(known, left_out, catalogue)
        and papers <= {(each.sha256, each.note) for each in known.of(FileRole.DOCUMENT)}
        and shown
        and record.publication in (None, known.publication)
        and set(record.addresses) <= set(known.addresses)
        and (record.draft is None) == (known.draft is None)
    )


def writes_the_same(outcome: Outcome, bag: StoredBag, known: Record, language: Language) -> bool:
    """Return whether `outcome` gives the outputs of `bag`, were no more sent by now than when those were written."""
    expected = documents(knowing_what_was_sent(outcome, bag.data / "output" / "findings.json"), language)
    theirs = {each.original: bag.folder / each.path for each in known.of(FileRole.OUTPUT)}
    names = {name for name in expected if name in theirs or name != outcome.form.names.board}
    if names != theirs.keys():  # a bag of a version that made no board has none
        return False
    try:
        return all(digest_if_alike(theirs[name], expected, name) for name in sorted(names))
    except OSError:
        return False


def sent_since(record: Record, known: Record) -> tuple[str, ...]:
    """Return the names of what is laid out to be sent now and is not in the bag of `known`."""
    there = {(each.role, each.original, each.sha256) for each in known.files}
    now = (each for each in record.files if _is_sent(each))
    return tuple(each.original for each in now if (each.role, each.original, each.sha256) not in there)


def _is_sent(file: FiledFile) -> bool:
    """Whether a file tells what was sent to whom, which goes on after the year is archived."""
    return file.role in _SENT or file.path == LETTERS_SENT


def _facts(record: Record, left_out: tuple[FileRole, ...], catalogue: str) -> _Facts:
    return frozenset(
        (each.path, each.sha256)
        for each in record.files
        if each.role not in left_out and each.path != catalogue and not _is_sent(each)
    )


def _published(record: Record) -> str | None:
    return next((each.sha256 for each in record.files if each.path == record.published), record.published)
