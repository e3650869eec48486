"""`xlsreport archive`: the period's bag."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Period, Previous, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from datetime import date

    from xlsreport.language import Language
    from xlsreport.pipeline import ArchiveRequest, ArchiveResult, PeriodWorkspace

Source = Annotated[
    Path | None,
    typer.Option(
        "--import",
        metavar="<folder>",
        help="把文件夹里往年的填报表导入为 --period 年度的归档。Archive the workbooks of an earlier year.",
    ),
]


Added = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="<file=word>",
        help="附上的文件或网址，等号后写明是什么。A document of record, or an address, and what it is.",
    ),
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="<file>", help="已发布的是哪个。Which one was published.")
]
PublishedOn = Annotated[
    str | None,
    typer.Option(
        "--published-on", metavar="<day>", help="哪一天发布的，如 2024-03-20。The day of publication, as 2024-03-20."
    ),
]

Correction = Annotated[
    str | None,
    typer.Option("--correction", help="更正已归档的年度：原因。Correct an archived period: why."),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today", metavar="<day>", help="归档日期，如 2024-03-31。The day that the bag bears, as 2024-03-31."
    ),
]

CopiedTo = Annotated[
    str,
    typer.Option("--to", metavar="<address>", help="再复制一份到这里，如 s3://桶。Copy the bag there too: s3://…."),
]


def archive(
    workspace: Workspace = Path(),
    period: Period = None,
    draft: Annotated[bool, typer.Option("--draft", help="还没有定稿也归档。Archive what is not final.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="为什么没有定稿就归档。Why, with --draft.")] = "",
    added: Added = None,
    published: Published = None,
    published_on: PublishedOn = None,
    correction: Correction = None,
    source: Source = None,
    previous: Previous = None,
    include_held: Annotated[
        bool, typer.Option("--include-held", help="待更正的也计入合计。Count held submissions too.")
    ] = False,
    today: Today = None,
    to: CopiedTo = "",
) -> int:
    """把一个年度的输入、输出和存档文件归档。Archive a period: inputs, outputs and documents of record."""
    from xlsreport.pipeline import (
        ArchiveRequest,
        Options,
        archive_period,
        copy_bag,
        documents_of_record,
        open_workspace_at,
        refuse_bad_address,
    )

    opened, screen = open_workspace_at(workspace, None if source else period), Screen()
    request = ArchiveRequest(
        options=Options(previous=previous, include_held=include_held),
        draft=_reason(opened.language, reason, draft=draft),
        correction=_correction(opened.language, correction),
        documents=documents_of_record(added or (), published, opened.language),
        published_on=published_on,
        today=_day(opened.language, today),
    )
    if source is not None:
        _refuse_beside_import(request, to, opened.language)
        return _import(opened, (source, period), request, screen)
    if to:
        refuse_bad_address(to, opened.period, opened.language)
    with screen.progress(opened.language) as step:
        archived = archive_period(opened, request, step)
    _tell(opened, archived, screen)
    if to:
        screen.line(copy_bag(archived.bag, to, opened.language))
    return 0


def _tell(opened: "PeriodWorkspace", archived: "ArchiveResult", screen: Screen) -> None:
    from xlsreport.pipeline import publication_line

    screen.lines(_told(archived, opened.language))
    if archived.record.publication:
        screen.line(publication_line(opened, archived.record.publication))
    screen.complaints(archived.compared)


def _import(opened: "PeriodWorkspace", year: tuple[Path, int | None], request: "ArchiveRequest", screen: Screen) -> int:
    from xlsreport.errors import ArchiveError
    from xlsreport.pipeline import import_period

    folder, period = year
    if period is None:
        raise ArchiveError(opened.language.text("import_no_period"))
    done = import_period(opened, folder, period, request)
    screen.complaints(done.notes)
    if not done.whole:
        screen.complain(opened.language.text("import_no_whole", period=period))
    screen.lines(_told(done.archived, opened.language))
    screen.line(opened.language.text("import_done", count=done.departments))
    return 0


def _refuse_beside_import(request: "ArchiveRequest", to: str, language: "Language") -> None:
    from xlsreport.errors import ArchiveError

    options = request.options
    asked = (request.draft, request.correction, options.previous, options.include_held or None, to or None)
    if any(each is not None for each in asked):
        raise ArchiveError(language.text("import_alone"))


def _reason(language: "Language", reason: str, *, draft: bool) -> str | None:
    from xlsreport.errors import ArchiveError

    if draft != bool(reason.strip()):
        raise ArchiveError(language.text("archive_reason_missing" if draft else "archive_reason_alone"))
    return reason.strip() if draft else None


def _correction(language: "Language", reason: str | None) -> str | None:
    from xlsreport.errors import ArchiveError

    if reason is not None and not reason.strip():
        raise ArchiveError(language.text("archive_correction_blank"))
    return reason.strip() if reason is not None else None


def _day(language: "Language", given: str | None) -> "date | None":
    from datetime import date

    from xlsreport.errors import ArchiveError

    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise ArchiveError(language.text("archive_no_date", given=given)) from None


def _files(bag: Path) -> int:
    """Return how many files a bag has, as `verify` counts them."""
    return sum(each.is_file() for each in bag.rglob("*"))


def _told(archived: "ArchiveResult", language: "Language") -> list[str]:
    record, folder = archived.record, archived.bag.folder
    if not archived.made:
        since = {"count": len(archived.sent), "first": archived.sent[0]} if archived.sent else None
        same = language.text("archive_same", period=record.period, folder=folder)
        return [same, language.text("archive_sent_since", **since)] if since else [same]
    told = [language.text("archive_made", period=record.period, folder=folder, files=_files(folder))]
    if record.revision.replaces:
        count = len(record.revision.changes)
        told.append(language.text("archive_corrected", replaces=record.revision.replaces, count=count))
    if archived.resting:
        bags = language.text("comma").join(archived.resting)
        told.append(language.text("archive_rests_on_it", period=record.period, bags=bags))
    if archived.carried:
        told.append(language.text("archive_carried", bag=record.revision.replaces, count=archived.carried))
    if record.published:
        named = next((each.original for each in record.files if each.path == record.published), record.published)
        told.append(language.text("archive_published", document=named))
    return told
