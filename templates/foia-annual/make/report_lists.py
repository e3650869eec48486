"""The tables of the lists in the report: each entry with the components that it is of."""

from dataclasses import dataclass

from docx.document import Document
from report_drawing import EACH, END, OVERALL, repeat_heads, set_widths, write_head
from sections import PLACED
from sheets_lists import APPEAL_REASONS, REASONS, STATUTES, Listed

ALL_TIMES = "Total Number of Times Relied upon by Agency Overall"


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of the report: heading, section, heads, widths, and the rows of tags below the heads."""

    heading: str
    section: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...]  # the columns of numbers

    @property
    def wide(self) -> bool:
        """Whether it stands on a landscape page."""
        return False


def list_tables() -> tuple[ListTable, ...]:
    """Return the tables of the statutes, and of the other reasons for denials and for denials on appeal."""
    reasons = 'V.B.(2). DISPOSITION OF FOIA REQUESTS -- "OTHER" REASONS FOR "FULL DENIALS BASED ON REASONS OTHER THAN '
    reasons += 'EXEMPTIONS" FROM SECTION V, B(1) CHART'
    on_appeal = 'VI.C.(3). REASONS FOR DENIAL ON APPEAL -- "OTHER" REASONS'
    return _statutes(), _reasons(reasons, "V.B.(2)", REASONS), _reasons(on_appeal, "VI.C.(3)", APPEAL_REASONS)


def _rows_of(listed: Listed) -> str:
    return f"{_tag(listed.sheet)}['{listed.area}'].rows"


def _tag(sheet: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in sheet)


def _statutes() -> ListTable:
    """Return the table of the statutes: each with the number of the whole, below it those of the components."""
    rows = _rows_of(STATUTES)
    return ListTable(
        "IV. EXEMPTION 3 STATUTES",
        "IV.",
        (
            *STATUTES.heads[:3],
            "Agency / Component",
            STATUTES.heads[3],
            "Total Number of Times Relied upon by Agency Overall",
        ),
        (2300, 2200, 2040, 1180, 1180, 1180),
        (
            (f"{{%tr for row in {rows} %}}",),
            ("{{ row.A }}", "{{ row.B }}", "{{ row.C }}", "", "", "{{ row.D }}"),
            (EACH,),
            (f"{{%tr for own in each.{rows} if own.A|lower == row.A|lower %}}",),
            ("", "", "", "{{ each.code }}", "{{ own.D }}", ""),
            ("{%tr endfor %}",),
            (END,),
            ("{%tr endfor %}",),
        ),
        (4, 5),
    )


def _reasons(heading: str, section: str, listed: Listed) -> ListTable:
    """Return a table of other reasons: each component with its total, below it its reasons."""
    total = f"{_tag(PLACED[section].sheet)}.{PLACED[section].cell(0)}"
    return ListTable(
        heading,
        section,
        ("Agency / Component", *listed.heads, "TOTAL"),
        (2180, 5600, 1400, 900),
        (
            (EACH,),
            (f"{{%tr if each.{total}.number %}}",),
            ("{{ each.code }}", "", "", f"{{{{ each.{total} }}}}"),
            (f"{{%tr for row in each.{_rows_of(listed)} %}}",),
            ("", "{{ row.A }}", "{{ row.B }}", ""),
            ("{%tr endfor %}",),
            ("{%tr endif %}",),
            (END,),
            (OVERALL, "", "", f"{{{{ {total} }}}}"),
        ),
        (2, 3),
    )


def add_list_table(document: Document, form: ListTable) -> None:
    """Append the table of a list."""
    table = document.add_table(1 + len(form.rows), len(form.heads), "Table Grid")
    set_widths(table, form.widths)
    for number, text in enumerate(form.heads):
        write_head(table.cell(0, number), text, "Table Head")
    repeat_heads(table, 1)
    for row, texts in enumerate(form.rows, 1):
        for column, text in enumerate(texts):
            paragraph = table.cell(row, column).paragraphs[0]
            figure = column in form.figures and len(texts) > 1
            paragraph.style = "Table Figure" if figure else "Table Name"
            paragraph.add_run(text)
