"""How far the letters with a department are: told by what came, what it answers, and when."""

from dataclasses import replace

import pytest

from kit.filled import disclosure
from kit.outcomes import entry, outcome_of
from xlsreport.model.correspondence import Correspondence, MailedLetters, Stage
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.review import Review
from xlsreport.writing.wording.stages import stage_of

ISSUED, FIRST, SECOND = "<issued@x>", "<first@x>", "<second@x>"
LETTERS = MailedLetters(
    ids=frozenset({ISSUED, FIRST, SECOND}),
    returns=frozenset({FIRST, SECOND}),
    last_return=SECOND,
    returned_at="2024-01-20T08:00:00+00:00",
)
BEFORE, AFTER = "2024-01-19T08:00:00+00:00", "2024-01-21T08:00:00+00:00"


def stage(standing: Standing, answers: tuple[str, ...] = (), received: str | None = None, times: int = 2) -> Stage:
    """Return the stage of a department whose file stands so, names these letters and came then."""
    made = entry(standing, "A01", "甲局", Review())
    file = replace(made.file, answers=answers, received_at=received) if made.file else None
    outcome: Outcome = outcome_of(disclosure(), replace(made, file=file))
    outcome = replace(outcome, correspondence={"A01": Correspondence(issued=True, sent_back=times)})
    assert made.department is not None
    files = [each.file for each in outcome.entries if each.file is not None]
    return stage_of(outcome, outcome.entries[0], made.department, files, LETTERS)


@pytest.mark.parametrize(
    ("answers", "received", "expected"),
    [
        ((SECOND,), BEFORE, Stage.CORRECTED),
        ((ISSUED, FIRST, SECOND), None, Stage.CORRECTED),
        ((FIRST,), BEFORE, Stage.RETURNED),
        ((FIRST,), AFTER, Stage.CORRECTED),
        ((ISSUED,), AFTER, Stage.RETURNED),
        ((), AFTER, Stage.CORRECTED),
        ((), BEFORE, Stage.RETURNED),
        ((), None, Stage.RETURNED),
        ((), "2024-01-21T08:00:00", Stage.RETURNED),
        (("<of-somebody@else>",), AFTER, Stage.CORRECTED),
    ],
    ids=[
        "the last return",
        "all letters of a thread",
        "the first of two",
        "the first of two, after the second",
        "the first letter, in an old thread",
        "none, after",
        "none, before",
        "none, without a date",
        "none, a date without its zone",
        "a letter of others",
    ],
)
def test_a_correction_is_what_answers_the_last_return(
    answers: tuple[str, ...], received: str | None, expected: Stage
) -> None:
    assert stage(Standing.HELD, answers, received) is expected


def test_what_was_never_sent_back_is_received_and_what_is_accepted_is_so_whatever_it_answers() -> None:
    assert stage(Standing.HELD, (SECOND,), times=0) is Stage.RECEIVED
    assert stage(Standing.UNREADABLE, times=0) is Stage.RECEIVED
    assert stage(Standing.ACCEPTED, (FIRST,), BEFORE) is Stage.ACCEPTED
    assert stage(Standing.MISSING) is Stage.ISSUED
