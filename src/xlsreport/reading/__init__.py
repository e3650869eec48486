"""Reading: a source file becomes a pure `Workbook`, or the reason why it cannot."""

from typing import TYPE_CHECKING

from xlsreport.on_demand import functions_on_demand

if TYPE_CHECKING:
    from xlsreport.reading.documents.reader import read_document
    from xlsreport.reading.paragraphs import read_paragraphs
    from xlsreport.reading.reader import read_workbook
else:
    (read_document,) = functions_on_demand("xlsreport.reading.documents.reader", "read_document")
    (read_paragraphs,) = functions_on_demand("xlsreport.reading.paragraphs", "read_paragraphs")
    (read_workbook,) = functions_on_demand("xlsreport.reading.reader", "read_workbook")

__all__ = ["read_document", "read_paragraphs", "read_workbook"]
