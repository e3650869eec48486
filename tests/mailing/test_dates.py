"""When a mailbox took a mail in dates a mail whose own headers say nothing; what they do say stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.mails import DATED, HEAD, attached, mail
from xlsreport.intake.gather import source_file
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named
from xlsreport.mailing.collected import arrivals_of
from xlsreport.mailing.ledger import Ledger

TAKEN_IN = "2024-01-15T01:00:00+00:00"


@pytest.mark.parametrize(("head", "received"), [(HEAD, "2024-01-15T01:00:00Z"), (HEAD + DATED, "2024-01-10T08:00:00Z")])
def test_a_mail_without_a_date_is_dated_by_its_mailbox(head: bytes, received: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail([attached("a.xlsx", b"PK")], head))
    file = source_file(path)
    for moment in ("no moment", "2024-01-16T01:00:00+00:00", TAKEN_IN):
        Ledger(tmp_path / "collected.jsonl").add({"sha256": file.sha256, "arrived": moment})
    moments = arrivals_of(tmp_path / "collected.jsonl")
    assert moments == {file.sha256: TAKEN_IN}
    (held,) = unpacked(replace(file, arrived_at=moments[file.sha256]), tmp_path / "out", language_named("zh"))
    assert (held.received_at, held.arrived_at) == (received, "2024-01-15T01:00:00Z")
