"""Which workers a consolidation has: this machine's, or a cluster's; only what is chosen is loaded."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from xlsreport.pipeline.prepare import prepared_crew_of
from xlsreport.workers import Crew

if TYPE_CHECKING:
    from xlsreport.pipeline.workspace import PeriodWorkspace

_FEW = 3  # files that were replaced while they were on their way are nothing to speak of


def crew_of(
    workspace: "PeriodWorkspace", jobs: int | None, dask: str | None = None, inbox: str = ""
) -> AbstractContextManager[Crew]:
    """Return up to `jobs` workers of this machine, one of which prepares for the files of `workspace` at once.

    Where `dask` is the address of a cluster's scheduler they are the cluster's, which read what was copied from the
    remote `inbox` from there. Raises `XlsreportError` where that cluster, or what speaks with it, is not there or does
    not fit.
    """
    if dask is None:
        return prepared_crew_of(workspace, jobs)
    from xlsreport.pipeline.cluster.cluster_crew import cluster_crew  # noqa: PLC0415 - for a cluster alone

    return cluster_crew(workspace, dask, inbox)


def cluster_notes(workspace: "PeriodWorkspace", crew: Crew, dask: str | None) -> tuple[str, ...]:
    """Return that much was done here which the cluster `dask` was to do, and why; nothing where it did its work."""
    files = crew.not_brought
    if len(files) <= _FEW:
        return ()
    words = {"address": dask, "count": len(files), "name": files[0].name}
    return (workspace.language.text("cluster_not_brought", **words),)
