"""Which workers a consolidation has: this machine's, or a cluster's; only what is chosen is loaded."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from xlsreport.pipeline.prepare import prepared_crew_of
from xlsreport.workers import Crew

if TYPE_CHECKING:
    from xlsreport.pipeline.workspace import PeriodWorkspace


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
