"""xlsreport: check and consolidate the same Excel workbook from many departments, and write the report.

The names below are the public interface, described in `docs/api.md`. They are stable: between releases of one major
version none is taken away, and none changes what it means. Everything else in the package is not.
"""

from typing import TYPE_CHECKING

from xlsreport.on_demand import names_on_demand
from xlsreport.version import __version__

if TYPE_CHECKING:
    from xlsreport.api import check, consolidate, load_form, open_workspace, read_workbook
    from xlsreport.errors import XlsreportError
    from xlsreport.model.address import Address
    from xlsreport.model.consolidation import Consolidation
    from xlsreport.model.finding import Finding, Severity
    from xlsreport.model.form import Form
    from xlsreport.model.outcome import Outcome
    from xlsreport.model.review import Review
    from xlsreport.model.workbook import Workbook
    from xlsreport.pipeline import Options, consolidate_workspace, publish
else:
    names_on_demand(
        __name__,
        {
            "xlsreport.api": "check, consolidate, load_form, open_workspace, read_workbook",
            "xlsreport.errors": "XlsreportError",
            "xlsreport.model.address": "Address",
            "xlsreport.model.finding": "Finding, Severity",
            "xlsreport.model.form": "Form",
            "xlsreport.model.consolidation": "Consolidation",
            "xlsreport.model.outcome": "Outcome",
            "xlsreport.model.review": "Review",
            "xlsreport.model.workbook": "Workbook",
            "xlsreport.pipeline": "Options, consolidate_workspace, publish",
        },
    )

__all__ = [
    "Address",
    "Consolidation",
    "Finding",
    "Form",
    "Options",
    "Outcome",
    "Review",
    "Severity",
    "Workbook",
    "XlsreportError",
    "__version__",
    "check",
    "consolidate",
    "consolidate_workspace",
    "load_form",
    "open_workspace",
    "publish",
    "read_workbook",
]
