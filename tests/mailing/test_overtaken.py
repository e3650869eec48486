"""Which letters are overtaken by what came since: judged on outcomes, without a workspace or a server."""

from dataclasses import replace

import pytest

from kit.filled import disclosure
from kit.outcomes import entry, outcome_of
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import UNDECIDED, Entry, Standing
from xlsreport.model.review import Review
from xlsreport.pipeline.post.drafts import RoundKind
from xlsreport.pipeline.post.overtaken import come_since

NONE = Review()
WHICH = Review(findings=(Finding(UNDECIDED, Severity.ERROR, ""),))
OF_ANOTHER = entry(Standing.HELD, "A02", "乙局", NONE, file="other.xlsx")


def came(standing: Standing, file: str, review: Review = NONE) -> Entry:
    """Return where a file of A01 stands; its SHA-256 is its name."""
    made = entry(standing, "A01", "甲局", review, file=file)
    return replace(made, file=replace(made.file, sha256=file)) if made.file else made


def since(kind: RoundKind, about: str, *entries: Entry) -> str | None:
    found = come_since(kind, about, "A01", outcome_of(disclosure(), *entries, OF_ANOTHER))
    return found.name if found else None


def test_a_reminder_is_overtaken_by_whatever_its_department_sends() -> None:
    assert since(RoundKind.REMIND, "", came(Standing.MISSING, "")) is None
    for standing in (Standing.ACCEPTED, Standing.HELD, Standing.UNREADABLE):
        assert since(RoundKind.REMIND, "", came(standing, "new")) == "new"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([came(Standing.HELD, "old")], None),
        ([came(Standing.ACCEPTED, "old")], None),
        ([came(Standing.ACCEPTED, "new"), came(Standing.SUPERSEDED, "old")], "new"),
        ([came(Standing.HELD, "new"), came(Standing.SUPERSEDED, "old")], "new"),
        ([came(Standing.HELD, "old"), came(Standing.SUPERSEDED, "older")], None),
        ([came(Standing.HELD, "old", WHICH), came(Standing.HELD, "new", WHICH)], "new"),
        ([came(Standing.UNREADABLE, "old"), came(Standing.UNREADABLE, "another link")], None),
        ([came(Standing.MISSING, "")], None),
    ],
    ids=[
        "the same",
        "the same, accepted",
        "a good one",
        "a wrong one",
        "an older one",
        "undecided",
        "two unread",
        "none",
    ],
)
def test_a_return_is_overtaken_by_another_file_that_stands_for_its_department(
    entries: list[Entry], expected: str | None
) -> None:
    assert since(RoundKind.SEND_BACK, "old", *entries) == expected


def test_a_return_that_does_not_say_what_it_is_about_goes() -> None:
    assert since(RoundKind.SEND_BACK, "", came(Standing.ACCEPTED, "new")) is None
