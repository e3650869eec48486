"""The sections of the annual FOIA report, IV to XII, with the columns of the official workbook."""

from collections.abc import Mapping

from blocks import Block, Column, Placed, Takes
from sheets_lists import APPEAL_REASONS, REASONS, Listed

EXEMPTIONS = tuple(
    Column(f"Ex. {name}")
    for name in ("1", "2", "3", "4", "5", "6", "7(A)", "7(B)", "7(C)", "7(D)", "7(E)", "7(F)", "8", "9")
)
INCREMENTS = (
    *(f"{first or '<1'}-{last}" for first, last in ((0, 20), *((low + 1, low + 20) for low in range(20, 200, 20)))),
    "201-300",
    "301-400",
    "401+",
)
TRACKS = ("SIMPLE", "COMPLEX", "EXPEDITED PROCESSING")
BALANCE = "={c0}{row}+{c1}{row}-{c2}{row}"
BY_REASON = "Number of Full Denials Based on Reasons Other than Exemptions"
REQUESTS_RECEIVED, REQUESTS_PROCESSED = "NUMBER OF REQUESTS RECEIVED", "NUMBER OF REQUESTS PROCESSED"
APPEALS_RECEIVED, APPEALS_PROCESSED = "NUMBER OF APPEALS RECEIVED", "NUMBER OF APPEALS PROCESSED"
RECEIVED, PROCESSED = "Number Received During Fiscal Year from", "Number Processed During Fiscal Year from"
LAST, CURRENT = "Last Year's Annual Report", "Current Annual Report"
MEDIAN, AVERAGE = Column("Median Number of Days", Takes.DAYS), Column("Average Number of Days", Takes.DAYS)
TIMES = (MEDIAN, AVERAGE, Column("Lowest Number of Days", Takes.DAYS), Column("Highest Number of Days", Takes.DAYS))
PLACES = ("9th", "8th", "7th", "6th", "5th", "4th", "3rd", "2nd")
WORDS = "N/A where there is none; <1 for less than a day."
OLDEST = "Dates are written 2017-09-30. Where there are fewer than ten, N/A for the date and 0 for the days."
NO_APPEALS = "Leave this table blank if your component decides no appeals; otherwise fill in every cell, 0 for none."


def total(last: int) -> Column:
    """Return the column TOTAL over the columns from the first to `last`."""
    return Column("TOTAL", Takes.TOTAL, f"=SUM({{c0}}{{row}}:{{c{last}}}{{row}})")


def others(listed: Listed) -> Column:
    """Return the column of the total over a list of other reasons."""
    return Column('TOTAL Number of Times "Other" Reasons Were Relied Upon', Takes.TOTAL, f"=SUM({listed.numbers})")


def oldest(number: str, title: str, what: str, rows: tuple[str, str], *, optional: bool = False) -> Block:
    """Return a section of the ten oldest of a kind, the oldest at the right."""
    heads = (f"10th Oldest {what}", *PLACES, f"Oldest {what}")
    note = f"{NO_APPEALS} {OLDEST}" if optional else OLDEST
    takes = (Takes.DATE, Takes.COUNT)
    return Block(number, title, tuple(Column(head) for head in heads), rows, note, optional, "", takes)


SECTION_V = (
    Block(
        "V.A.",
        "Received, Processed and Pending FOIA Requests",
        (
            Column("Number of Requests Pending as of Start of Fiscal Year"),
            Column("Number of Requests Received in Fiscal Year"),
            Column("Number of Requests Processed in Fiscal Year"),
            Column("Number of Requests Pending as of End of Fiscal Year", Takes.TOTAL, BALANCE),
        ),
        note="Pending at the start of the year is what last year's report had pending at its end; explain a difference "
        "on the sheet Rules.",
    ),
    Block(
        "V.B.(1)",
        "Disposition of FOIA Requests: All Processed Requests",
        (
            Column("Number of Full Grants"),
            Column("Number of Partial Grants / Partial Denials"),
            Column("Number of Full Denials Based on Exemptions"),
            *(
                Column(head, group=BY_REASON)
                for head in (
                    "No Records",
                    "All Records Referred to Another Component or Agency",
                    "Request Withdrawn",
                    "Fee-Related Reason",
                    "Records not Reasonably Described",
                    "Improper FOIA Request for Other Reason",
                    "Not Agency Record",
                    "Duplicate Request",
                    "Other (explained in V.B.(2))",
                )
            ),
            total(11),
        ),
        note="TOTAL is the number of requests processed in V.A.",
    ),
    Block(
        "V.B.(2)",
        'Disposition of FOIA Requests: "Other" Reasons for Full Denials',
        (others(REASONS),),
        note='TOTAL is the number of "Other" in V.B.(1). The reasons are listed on the sheet Reasons V.B.',
    ),
    Block(
        "V.B.(3)",
        "Disposition of FOIA Requests: Number of Times Exemptions Applied",
        EXEMPTIONS,
        note="Each exemption counts once a request. A request may be counted under several exemptions.",
    ),
)
SECTION_VI = (
    Block(
        "VI.A.",
        "Received, Processed and Pending Administrative Appeals",
        (
            Column("Number of Appeals Pending as of Start of Fiscal Year"),
            Column("Number of Appeals Received in Fiscal Year"),
            Column("Number of Appeals Processed in Fiscal Year"),
            Column("Number of Appeals Pending as of End of Fiscal Year", Takes.TOTAL, BALANCE),
        ),
        note=NO_APPEALS,
        optional=True,
    ),
    Block(
        "VI.B.",
        "Disposition of Administrative Appeals: All Processed Appeals",
        (
            Column("Number Affirmed on Appeal"),
            Column("Number Partially Affirmed & Partially Reversed / Remanded on Appeal"),
            Column("Number Completely Reversed / Remanded on Appeal"),
            Column("Number of Appeals Closed for Other Reasons"),
            total(3),
        ),
        note=f"{NO_APPEALS} TOTAL is the number of appeals processed in VI.A.",
        optional=True,
    ),
    Block(
        "VI.C.(1)",
        "Reasons for Denial on Appeal: Number of Times Exemptions Applied",
        EXEMPTIONS,
        note=NO_APPEALS,
        optional=True,
    ),
    Block(
        "VI.C.(2)",
        "Reasons for Denial on Appeal: Reasons Other than Exemptions",
        tuple(
            Column(head)
            for head in (
                "No Records",
                "Records Referred at Initial Request Level",
                "Request Withdrawn",
                "Fee-Related Reason",
                "Records not Reasonably Described",
                "Improper Request for Other Reasons",
                "Not Agency Record",
                "Duplicate Request or Appeal",
                "Request in Litigation",
                "Appeal Based Solely on Denial of Request for Expedited Processing",
                "Other (explained in VI.C.(3))",
            )
        ),
        note=NO_APPEALS,
        optional=True,
    ),
    Block(
        "VI.C.(3)",
        'Reasons for Denial on Appeal: "Other" Reasons',
        (others(APPEAL_REASONS),),
        note='TOTAL is the number of "Other" in VI.C.(2). The reasons are listed on the sheet Reasons VI.C.',
        optional=True,
    ),
    Block("VI.C.(4)", "Response Time for Administrative Appeals", TIMES, note=f"{NO_APPEALS} {WORDS}", optional=True),
    oldest(
        "VI.C.(5)",
        "Ten Oldest Pending Administrative Appeals",
        "Appeal",
        ("Date of Appeal", "Number of Days Pending"),
        optional=True,
    ),
)
SECTION_VII = (
    Block(
        "VII.A.",
        "Processed Requests: Response Time for All Processed Perfected Requests",
        TIMES,
        TRACKS,
        note=WORDS,
        row_head="Track",
    ),
    Block(
        "VII.B.",
        "Processed Requests: Response Time for Perfected Requests in Which Information Was Granted",
        TIMES,
        TRACKS,
        note=WORDS,
        row_head="Track",
    ),
    Block(
        "VII.C.",
        "Processed Requests: Response Time in Day Increments",
        (*(Column(f"{days} Days") for days in INCREMENTS), total(12)),
        TRACKS,
        note="Perfected requests processed in the year, by the days that they took.",
        row_head="Track",
    ),
    Block(
        "VII.D.",
        "Pending Requests: All Pending Perfected Requests",
        (Column("Number Pending"), MEDIAN, AVERAGE),
        TRACKS,
        note=WORDS,
        row_head="Track",
    ),
    oldest(
        "VII.E.",
        "Pending Requests: Ten Oldest Pending Perfected Requests",
        "Request",
        ("Date of Receipt", "Number of Days Pending"),
    ),
)
SECTION_VIII = (
    Block(
        "VIII.A.",
        "Requests for Expedited Processing",
        (
            Column("Number Granted"),
            Column("Number Denied"),
            Column("Median Number of Days to Adjudicate", Takes.DAYS),
            Column("Average Number of Days to Adjudicate", Takes.DAYS),
            Column("Number Adjudicated Within Ten Calendar Days"),
        ),
        note=WORDS,
    ),
    Block(
        "VIII.B.",
        "Requests for Fee Waiver",
        (
            Column("Number Granted"),
            Column("Number Denied"),
            Column("Median Number of Days to Adjudicate", Takes.DAYS),
            Column("Average Number of Days to Adjudicate", Takes.DAYS),
        ),
        note=WORDS,
    ),
)
SECTIONS_IX_X = (
    Block(
        "IX.",
        "FOIA Personnel and Costs",
        (
            Column('Number of "Full-Time FOIA Employees"', Takes.STAFF, group="PERSONNEL"),
            Column('Number of "Equivalent Full-Time FOIA Employees"', Takes.STAFF, group="PERSONNEL"),
            Column('Total Number of "Full-Time FOIA Staff"', Takes.TOTAL, "={c0}{row}+{c1}{row}", group="PERSONNEL"),
            Column("Processing Costs", Takes.MONEY, group="COSTS"),
            Column("Litigation-Related Costs", Takes.MONEY, group="COSTS"),
            Column("Total Costs", Takes.TOTAL, "={c3}{row}+{c4}{row}", group="COSTS"),
        ),
        note="Costs are in dollars and cents, without the sign $.",
    ),
    Block(
        "X.",
        "Fees Collected for Processing Requests",
        (
            Column("Total Amount of Fees Collected", Takes.MONEY),
            Column("Percentage of Total Costs", Takes.RATIO),  # its formula reads IX
        ),
        note="The percentage is of the processing costs of IX, as in the official workbook.",
    ),
)
SECTIONS_XI_XII = (
    Block("XI.A.", "Number of Times Subsection (C) Used", (Column("Number of Times Subsection Used"),)),
    Block(
        "XI.B.",
        "Number of Subsection (A)(2) Postings",
        (
            Column("Number of Records Posted by the FOIA Office"),
            Column("Number of Records Posted by Program Offices"),
        ),
    ),
    Block(
        "XII.A.",
        "Backlogs of FOIA Requests and Administrative Appeals",
        (
            Column("Number of Backlogged Requests as of End of Fiscal Year"),
            Column("Number of Backlogged Appeals as of End of Fiscal Year"),
        ),
    ),
    Block(
        "XII.B.",
        "Consultations on FOIA Requests: Received, Processed, and Pending Consultations",
        (
            Column("Number of Consultations Received from Other Agencies that were Pending as of Start of Fiscal Year"),
            Column("Number of Consultations Received from Other Agencies During the Fiscal Year"),
            Column("Number of Consultations Received from Other Agencies that were Processed During the Fiscal Year"),
            Column(
                "Number of Consultations Received from Other Agencies that were Pending as of End of Fiscal Year",
                Takes.TOTAL,
                BALANCE,
            ),
        ),
    ),
    oldest(
        "XII.C.",
        "Ten Oldest Consultations Received from Other Agencies Pending at Your Agency",
        "Consultation",
        ("Date", "Number of Days"),
    ),
    Block(
        "XII.D.(1)",
        "Comparison of Numbers of Requests from Previous and Current Annual Report",
        (
            Column(f"{RECEIVED} {LAST}", group=REQUESTS_RECEIVED),
            Column(f"{RECEIVED} {CURRENT}", group=REQUESTS_RECEIVED),
            Column(f"{PROCESSED} {LAST}", group=REQUESTS_PROCESSED),
            Column(f"{PROCESSED} {CURRENT}", group=REQUESTS_PROCESSED),
        ),
        note="The numbers of the current year are those of V.A.",
    ),
    Block(
        "XII.D.(2)",
        "Comparison of Backlogged Requests from Previous and Current Annual Report",
        (
            Column("Number of Backlogged Requests as of End of the Fiscal Year from Previous Annual Report"),
            Column("Number of Backlogged Requests as of End of the Fiscal Year from Current Annual Report"),
        ),
        note="The number of the current year is that of XII.A.",
    ),
    Block(
        "XII.E.(1)",
        "Comparison of Numbers of Administrative Appeals from Previous and Current Annual Report",
        (
            Column(f"{RECEIVED} {LAST}", group=APPEALS_RECEIVED),
            Column(f"{RECEIVED} {CURRENT}", group=APPEALS_RECEIVED),
            Column(f"{PROCESSED} {LAST}", group=APPEALS_PROCESSED),
            Column(f"{PROCESSED} {CURRENT}", group=APPEALS_PROCESSED),
        ),
        note=f"{NO_APPEALS} The numbers of the current year are those of VI.A.",
        optional=True,
    ),
    Block(
        "XII.E.(2)",
        "Comparison of Backlogged Administrative Appeals from Previous and Current Annual Report",
        (
            Column("Number of Backlogged Appeals as of End of the Fiscal Year from Previous Annual Report"),
            Column("Number of Backlogged Appeals as of End of the Fiscal Year from Current Annual Report"),
        ),
        note=f"{NO_APPEALS} The number of the current year is that of XII.A.",
        optional=True,
    ),
)
SHEETS: Mapping[str, tuple[Block, ...]] = {
    "Section V": SECTION_V,
    "Section VI": SECTION_VI,
    "Section VII": SECTION_VII,
    "Section VIII": SECTION_VIII,
    "Sections IX-X": SECTIONS_IX_X,
    "Sections XI-XII": SECTIONS_XI_XII,
}
FIRST_TITLE = 4  # rows 1 to 3: title, verdict, blank


def placed() -> dict[str, Placed]:
    """Return every section where it stands, by its number."""
    found: dict[str, Placed] = {}
    for sheet, blocks in SHEETS.items():
        top = FIRST_TITLE
        for block in blocks:
            found[block.number] = Placed(block, sheet, top)
            top = found[block.number].foot + 2
    return found


PLACED = placed()
# The sections that have footnotes, by their numbers.
TITLES = {"IV.": "Exemption 3 Statutes", **{number: each.block.title for number, each in PLACED.items()}}
