"""The status of a season as JSON, for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsreport.model.outcome import Outcome
from xlsreport.model.period import told_period
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.wording.season import DepartmentStatus


def status_json(outcome: Outcome, lines: Sequence[DepartmentStatus], more: Mapping[str, Any]) -> str:
    """Return the document of `status`: a record a department, the counts by standing, and what `more` says."""
    counts = {str(each): 0 for each in dict.fromkeys(outcome.due.values())}
    for each in outcome.due.values():
        counts[str(each)] += 1
    document = {
        "form": outcome.form.id,
        "period": told_period(outcome.period),
        "departments": [_record(each) for each in lines],
        "counts": {"due": len(outcome.due), **dict(sorted(counts.items()))},
        **more,
    }
    return json_document("status", document).decode()


def _record(each: DepartmentStatus) -> Mapping[str, Any]:
    file, department = each.entry.file, each.department
    return {
        "code": department.code,
        "department": department.name,
        "standing": str(each.standing),
        "excused": each.excused,
        "issued": each.sent.issued,
        "sent_back": each.sent.sent_back,
        "reminded": each.sent.reminded,
        "stage": str(each.stage),
        "file": file.name if file else None,
        "version": each.version or None,
        "received_at": file.received_at if file else None,
        "received_local": each.received.isoformat() if each.received else None,
        "due": department.due or None,
        "days_late": each.days_late,
        "errors": each.errors,
        "queries": each.queries,
        "contact": department.contact or None,
        "telephone": department.mobile or None,
    }
