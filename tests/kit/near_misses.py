"""Forms that come near each finding of `forms check` and pass: the toy form with small edits, by the code they spare.

What each of them is stands in words in tests/cases/forms.toml, beside the form that is broken so.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.workbook.defined_name import DefinedName

from kit.form_edits import (
    RETURN,
    RULES,
    VANS,
    WORDS,
    Edit,
    accepting,
    add_settings,
    in_book,
    in_template,
    locking,
    replaced,
    saved,
    tagged,
    typed,
    with_rules,
    with_second_column,
)

MAX = '"Branch return!B10" = "max"'
LAST = '"Branch return!B15" = "Branch return!B14"'
COUNTS = in_book(with_second_column)


def before_drafts(section: str) -> Edit:
    """Add a section to form.toml."""
    return replaced("[drafts]", f"{section}\n\n[drafts]")


def in_row(label: str, formula: str) -> Sequence[Edit]:
    """Add a row that computes itself below the table."""
    return (typed(RETURN, "A16", label), typed(RETURN, "B16", formula))


def with_notes(book: Any, text: str = "How to fill", *, protected: bool = True) -> None:
    sheet = book.create_sheet("Notes")
    sheet["A1"] = text or None
    sheet.protection.sheet = protected


def rows_can_be_inserted(book: Any) -> None:
    book[RETURN].protection.insertRows = False  # what is locked: the file says it this way round


def choosing(source: str) -> Edit:
    """Have the remarks of the second column chosen from `source`."""

    def change(book: Any) -> None:
        (rule,) = (each for each in book[RETURN].data_validations.dataValidation if "C8" in each.sqref)
        rule.type, rule.operator, rule.formula1 = "list", None, source

    return in_book(change)


def all_bold(document: Any) -> None:
    document.add_paragraph().add_run("{{ Branch_return.B8 }}").bold = True


def rules_sheet_called(name: str) -> Sequence[Edit]:
    return (
        in_book(lambda book: setattr(book[RULES], "title", name)),
        replaced('rules = "Rule check"', f'rules = "{name}"'),
    )


OF_SETTINGS: Mapping[str, Sequence[Edit]] = {
    "L101": [saved("notes.txt", b"How this form was made.")],
    "L102": [lambda files: files.__setitem__("form.toml", b"\xef\xbb\xbf" + files["form.toml"])],
    "L103": [replaced('title = "Return of', 'title = "Return，of')],
    "L104": [replaced('title = "Return of', 'title = "Return [= of')],
    "L105": [replaced('edition = "1"', '"edition" = "1"')],
    "L106": [replaced('id = "branch-libraries"\n', "")],
    "L107": [replaced('"Branch return!B10"', '"Branch return!B10:B10"')],
    "L108": [replaced('language = "en"', "language = 'en'")],
    "L109": [replaced('report = "Library report.docx"', 'report = "Overview of the returns.docx"')],
    "L110": [replaced('blank = "Blank return.xlsx"', 'blank = "Blank return.XLSX"')],
    "L112": [replaced('"max"', '"own or max"')],
    "L113": [replaced(MAX, f'{MAX}\n"Branch return!B9" = "min"')],
    "L114": [replaced(MAX, '"Branch return!B8:B10" = "max"')],
    "L115": [replaced(LAST, '"Branch return!B15" = "Branch return!B8"')],
    "L116": [before_drafts('[values]\n"Branch return!B12" = { unit = "thousands" }')],
    "L117": [before_drafts('[values]\n"Branch return!B8" = { plausible = [0, 500000] }')],
    "L118": [before_drafts('[summary]\nmain = [\n  { cell = "Branch return!B13", name = "Visits a day" },\n]')],
    "L119": [replaced("mean by Branch return!B8", "mean by Branch return!B9")],
    "L120": [replaced('["In your words!A4"]', "[\"'In your words'!A4\"]")],
    "L121": [replaced('["In your words!A4"]', '["In your words!A3:A4"]')],
    "L122": [replaced('passed = ["holds"]', 'passed = ["holds", "explained"]')],
    "L123": [replaced('"Please explain" = "query"', '"Note" = "note"'), typed(RULES, "B6", "Note")],
    "L124": [COUNTS, in_book(rows_can_be_inserted), VANS],
    "L125": [COUNTS, replaced(MAX, f'{MAX}\n"Branch return!C8:C11" = "text"')],
    "L126": [replaced('passed = ["holds"]', 'passed = ["holds"]\ntrial = ["L2"]')],
    "L127": [in_book(lambda book: add_settings(book, ["# a remark"], ["[rules]"], ["trial", "L2"]))],
    "L190": [
        typed(RETURN, "B13", "=B8/B9"),
        replaced("mute = [", 'mute = ["L308 Branch return!B13: no branch is closed all year", '),
    ],
    "L191": [replaced("L512 Branch return!B11:B12:", "L512:")],
}
OF_INPUTS: Mapping[str, Sequence[Edit]] = {
    "L201": [in_book(with_notes)],
    "L202": [in_book(lambda book: setattr(book[RETURN].protection, "formatRows", False))],
    "L203": [in_book(lambda book: with_notes(book, "", protected=False))],
    "L204": [in_book(lambda book: setattr(book[RETURN].protection, "sort", False))],
    "L205": [accepting(WORDS, "A4", "textLength", operator="greaterThanOrEqual", formula1="1", allow_blank=False)],
    "L206": [
        accepting(RETURN, "B12", "custom", formula1='OR(ISNUMBER(B12),B12="N/A")', allow_blank=False),
        before_drafts('[values]\n"Branch return!B12" = { kind = "decimal", words = { "N/A" = "left out" } }'),
    ],
    "L207": [accepting(RETURN, "B12", "whole", operator="between", formula1="0", formula2="9999")],
    "L208": [COUNTS, choosing("'Rule check'!$B$5:$B$6")],
    "L209": [accepting(RETURN, "A12", "none")],
    "L210": [COUNTS],
    "L211": [typed(RETURN, "A12", "Spent on books,\nthousands")],
    "L212": [in_book(lambda book: book[WORDS].merge_cells("A4:C6"))],
    "L213": [in_book(lambda book: setattr(book[RETURN].row_dimensions[6], "hidden", True))],
    "L214": in_row("Twice the days", "=B9*2"),
    "L215": [in_book(lambda book: setattr(book.create_sheet("Branch returns").protection, "sheet", True))],
    "L216": [COUNTS, choosing("'Rule check'!$B$5:$B$7")],
    "L217": [accepting(RETURN, "B12", "whole", operator="between", formula1="1", formula2="1")],
    "L218": [COUNTS, locking(RETURN, "C9", locked=True), typed(RETURN, "C9", "not asked")],
    "L219": [COUNTS, replaced('code = "Branch return!B4"', 'code = "Branch return!B4"\ncells = ["Branch return!C8"]')],
    "L220": [accepting(RETURN, "B5", "list", formula1='"2023,2024,2025"', allow_blank=False)],
    "L221": [replaced(MAX, '"Branch return!B12" = "mean by Branch return!B8"')],
}
OF_FORMULAS: Mapping[str, Sequence[Edit]] = {
    "L301": [typed(RETURN, "B13", '=IF("("=")",0,IF(B9=0,0,B8/B9))')],
    "L302": [typed(RETURN, "B13", "=if(B9=0,0,b8/b9)")],
    "L303": [typed(RETURN, "B13", f"=IF('{RETURN}'!B9=0,0,B8/'{RETURN}'!B9)")],
    "L304": in_row("Twice the visits a day", "=B13*2"),
    "L305": [typed(RETURN, "B13", "=IF(B9=0,0,B8/B9)+0*YEAR(DATE(2024,1,1))")],
    "L306": [typed(RETURN, "B13", '=IF(OR(B9=0,B3=""),0,B8/B9)')],
    "L307": [typed(RETURN, "B13", "=IF(B9=0,0,INDEX(B8:B9,1)/B9)")],
    "L308": [typed(RETURN, "B13", "=IFERROR(B8/B9,0)")],
    "L310": [replaced(MAX, '"Branch return!B12" = "none"'), *in_row("Days and members", "=B9+B14")],
    "L311": [typed(RETURN, "B13", "=IFS(B9=0,0,TRUE,B8/B9)")],
    "L312": [
        in_book(lambda book: book.defined_names.add(DefinedName("visits", attr_text=f"'{RETURN}'!$B$8"))),
        *in_row("Visits in all", "=SUM(visits)"),
    ],
    "L313": in_row("Visits a day", '=IFERROR(B8/B9,"")'),
    "L314": [typed(RETURN, "B13", "=SUMPRODUCT(B8:B9*2)")],
}
OF_RULES: Mapping[str, Sequence[Edit]] = {
    "L401": rules_sheet_called("Rules"),
    "L402": [typed(RULES, "B5", " Must hold ")],
    "L403": [typed(RULES, "E5", "≥ ")],
    "L404": [typed(RULES, "D5", f"='{RETURN}'!B10+5")],
    "L405": [typed(RULES, "A6", "L11")],
    "L406": [typed(RULES, "C8", "Explanations go into the last column.")],
    "L407": [typed(RULES, "C6", "Members")],
    "L408": [locking(RULES, "I5", locked=True)],
    "L409": [typed(RULES, "C6", "Branch return!B14 does not become less")],
    "L410": [typed(RULES, "D6", f"='{RETURN}'!B14+1")],
    "L411": [typed(RULES, "F6", f"='{RETURN}'!B15+1")],
    "L412": [with_rules(("B8", "≥", "B9+5"), ("B9", "≥", "B14"))],
    "L413": [with_rules(("B8", "≥", "B9"), ("B9", "≥", "B14"), ("B14", "≥", "B12"))],
    "L414": [typed(RULES, "F5", f"=IF('{RETURN}'!B9=0,0,'{RETURN}'!B8/'{RETURN}'!B9)")],
    "L415": [
        typed(RULES, "E6", "≤"),
        typed(RULES, "H6", f'=IF(\'{RETURN}\'!B15="","nothing of last year",IF(G6<=0,"holds","to explain"))'),
    ],
    "L416": [typed(RULES, "H6", f'=IF(\'{RETURN}\'!B15="","nothing of last year",IF(G6>=0,"holds","less"))')],
}
OF_TEMPLATES: Mapping[str, Sequence[Edit]] = {
    "L501": [in_template(lambda document: document.add_paragraph("The end."))],
    "L502": [tagged("（visits） ｛see the table｝")],
    "L503": [tagged("{visits}")],
    "L504": [tagged("There were {% if Branch_return.B8 %}visits{% endif %}.")],
    "L505": [tagged("{%p if Branch_return.B8 %}"), tagged("There were visits."), tagged("{%p endif %}")],
    "L506": [tagged("{{ Branch_return.B8 | change('visits') }}")],
    "L507": [tagged("{{ In_your_words.A4 }}")],
    "L508": [tagged("{{ Branch_return.B13 }}")],
    "L509": [tagged("{{ Branch_return.B8|official }}")],
    "L510": [tagged("{% if Branch_return.B8 %}visits{% elif Branch_return.B9 %}days{% else %}nothing{% endif %}")],
    "L511": [in_template(all_bold)],
    "L512": [
        in_template(lambda document: setattr(document.tables[0].cell(2, 1), "text", "many")),
        tagged("{{ Branch_return['B9:B10']|total }}"),
    ],
    "L513": [tagged("{% if Branch_return.B8.number is not none %}{{ Branch_return.B8.number + 1 }}{% endif %}")],
    "L520": [replaced("{{ Branch_return.B14 }} members", "{{ Branch_return.B14|official }} members")],
    "L601": [replaced(LAST, '"Branch return!B15" = "Branch return!B12"')],
    "L602": [replaced('"<open> on|for? #days"]', '"<open> on|for? #days", "<counted> #days"]')],
    "L603": [COUNTS, in_book(rows_can_be_inserted), VANS, typed(RETURN, "D9", "Vans that were sold are left out.")],
    "L604": [COUNTS, in_book(rows_can_be_inserted), VANS],
}
NEAR: Mapping[str, Sequence[Edit]] = {**OF_SETTINGS, **OF_INPUTS, **OF_FORMULAS, **OF_RULES, **OF_TEMPLATES}
