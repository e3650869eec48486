"""`xlsreport consolidate`: the one command, inbox → output."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Format, Jobs, Output, Period, Previous, Workspace
from xlsreport.cli.console import Screen
from xlsreport.errors import XlsreportError
from xlsreport.seldom_collected import not_collected

if TYPE_CHECKING:
    from xlsreport.model.outcome import Outcome
    from xlsreport.pipeline import Options, PeriodWorkspace

_Inbox = Annotated[
    str,
    typer.Option(
        "--inbox",
        metavar="<address>",
        help="先从这里复制新文件，如 s3://桶/文件夹。Copy what is new from here first: s3://…, sftp://….",
    ),
]


def consolidate(
    workspace: Workspace = Path(),
    period: Period = None,
    jobs: Jobs = None,
    previous: Previous = None,
    include_held: Annotated[
        bool, typer.Option("--include-held", help="待更正的也计入合计。Count held submissions too.")
    ] = False,
    final: Annotated[
        bool,
        typer.Option("--final", help="定稿：还有未了结的问题时拒绝。The final one; refused while anything is open."),
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="已经定稿的退回送审稿。Go back to a draft after a final one.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="全部文件重新审核。Review every file anew, also those that did not change.")
    ] = False,
    tree: Annotated[
        bool, typer.Option("--tree", help="按名单的“上级”逐级汇总。Consolidate every level that the roster has.")
    ] = False,
    dask: Annotated[
        str | None, typer.Option("--dask", help="在 Dask 集群上审核。Review on a Dask cluster: tcp://HOST:PORT.")
    ] = None,
    inbox: _Inbox = "",
    output: Output = Format.TEXT,
) -> int:
    """审核收件夹里的全部文件，汇总并写出结果。Check and consolidate the inbox, and write the outputs."""
    from xlsreport.pipeline import Options, archived_note, open_workspace_at, refuse_over_final

    opened, screen = open_workspace_at(workspace, period), Screen()
    if final and draft:
        raise XlsreportError(opened.language.text("final_or_draft"))
    if not final and not draft:
        refuse_over_final(opened)
    screen.complaints(archived_note(opened))
    options = Options(
        previous=previous,
        jobs=jobs,
        include_held=include_held,
        final=final,
        keep_reviews=not fresh,
        dask=dask,
        tree=tree,
    )
    return int(run(opened, options, screen, output, inbox).errors > 0)


def run(
    opened: "PeriodWorkspace", options: "Options", screen: Screen, output: Format = Format.TEXT, inbox: str = ""
) -> "Outcome":
    """Consolidate `opened`, write the outputs and print what was found; a remote `inbox` is copied first."""
    from xlsreport.pipeline import working_in

    with working_in(opened.root.folder, f"consolidate {opened.period}"):
        if inbox or opened.root.remote_inbox:
            from xlsreport.pipeline import fetch

            screen.complaints(fetch(opened, inbox))
        with nullcontext() if options.tree else not_collected():  # each node's documents leave such garbage
            return _consolidated(opened, options, screen, output, inbox)


def _consolidated(
    opened: "PeriodWorkspace", options: "Options", screen: Screen, output: Format, inbox: str
) -> "Outcome":
    from xlsreport.pipeline import cluster_notes, crew_of

    with crew_of(opened, options.jobs, options.dask, inbox) as crew:  # a worker loads what it needs meanwhile
        from xlsreport.cli.overview import overview
        from xlsreport.pipeline import consolidated_with_nodes, publish

        with screen.progress(opened.language) as step:
            outcome = consolidated_with_nodes(opened, options, step, crew).outcome
    screen.complaints((*cluster_notes(opened, crew, options.dask), *outcome.notes))
    published = publish(opened, outcome, options.jobs)
    screen.complaints(published.notes)
    if output is Format.JSON:
        screen.raw(published.findings.read_text(encoding="utf-8"))
    else:
        overview(outcome, published, opened.language, screen)
    return outcome
