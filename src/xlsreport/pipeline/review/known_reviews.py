"""Reviews that an earlier run made, for a run in which the same file meets the same rules.

They are kept in the workspace, for its owner alone, and can be deleted at any time. An entry is used where it was made
from the same bytes, under the same name and sender, with the same form, program, libraries, years before, corrections
and evidence, and the same roster as far as a review asks it; what is in any doubt is made anew.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlsreport.intake.match import sender_of
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.review_basis import basis_of
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.sealed_entries import AT_ONCE, SealedEntries, sealed_entries
from xlsreport.pipeline.review.stored_form import NO_REPORT, Answer, restored, stored
from xlsreport.pipeline.review.stored_row import UnstorableError

_WITH_NOTHING = bytes(32)  # stands for no correction and no evidence: nearly all


@contextmanager
def known_reviews(workspace: Path, name: str, shared: ReviewInputs) -> Iterator["KnownReviews | None"]:
    """Give what is kept as `name` in the folder `workspace`; None where nothing can be kept there for certain."""
    basis = basis_of(shared)
    if basis is None:
        yield None
        return
    with sealed_entries(workspace, name) as entries:
        yield None if entries is None else KnownReviews(entries, shared, basis)


class KnownReviews:
    """The reviews that are kept under one name in a workspace; what fails here costs time and nothing else."""

    def __init__(self, entries: SealedEntries, shared: ReviewInputs, basis: bytes) -> None:
        """`basis` stands for all that every review was made with."""
        self._entries, self._shared, self._basis = entries, shared, basis

    def answers(self, files: Sequence[SourceFile]) -> Iterator[Answer | None]:
        """Yield what was said of each of `files`, in their order; None where that is not known."""
        for start in range(0, len(files), AT_ONCE):
            keys = [b"" if each.problem else self._key(each) for each in files[start : start + AT_ONCE]]
            entries = self._entries.of(keys)
            yield from (self._answer(key, entries[key]) if key in entries else None for key in keys)

    def _answer(self, key: bytes, entry: bytes) -> Answer | None:
        """Return what was kept under `key`; None where it is damaged, or was made with something else."""
        made_with, told = entry[: len(_WITH_NOTHING)], entry[len(_WITH_NOTHING) :]
        try:
            found = restored(told) if told else NO_REPORT
        except ValueError:
            return None
        if made_with != self._made_with(found.department):
            return None
        self._entries.used(key)
        return found

    def keep(self, file: SourceFile, answer: Answer) -> None:
        """Keep what is said of `file` for the next run."""
        try:
            told = b"" if answer is NO_REPORT else answer.entry or stored(answer)
        except UnstorableError:
            return
        self._entries.keep(self._key(file), self._made_with(answer.department) + told)

    def _key(self, file: SourceFile) -> bytes:
        sender = sender_of(file, self._shared.roster) if file.senders else None
        told = (file.sha256, file.name, file.content.value, file.senders, file.source, sender and sender.code)
        return hashlib.sha256(self._basis + repr(told).encode("utf-8", "surrogatepass")).digest()

    def _made_with(self, department: str | None) -> bytes:
        code = department or ""
        corrections, evidence = self._shared.corrections.get(code, ()), self._shared.evidence.get(code, {})
        if not (corrections or evidence):
            return _WITH_NOTHING
        return hashlib.sha256(repr((corrections, sorted(evidence.items()))).encode()).digest()
