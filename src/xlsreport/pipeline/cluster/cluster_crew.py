"""The crew of a cluster for one period of a workspace."""

from hashlib import sha256

from xlsreport.errors import XlsreportError
from xlsreport.intake.workspace import SETTINGS
from xlsreport.pipeline.cluster.supplies import SharedFolder, SharedStore
from xlsreport.pipeline.cluster.travelling_form import travelling_form
from xlsreport.pipeline.post.copied_files import CopiedFiles
from xlsreport.pipeline.post.fetch import remote_address
from xlsreport.pipeline.review.review_basis import program
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.stores.store import StoredFile
from xlsreport.workers import Crew


def cluster_crew(workspace: PeriodWorkspace, address: str, inbox: str = "") -> Crew:
    """Return the workers of the cluster at `address`, which read what was copied from a remote inbox from there.

    What lies in the workspace alone is read by them where there is no remote inbox: then all see it. Raises
    `XlsreportError` where the cluster or its library is not there, or does not fit.
    """
    try:
        from xlsreport.workers.dask_crew import DaskCrew  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise XlsreportError(workspace.language.text("no_dask")) from None
    return DaskCrew(address, workspace.root.limits, _supply(workspace, inbox), program)


def _supply(workspace: PeriodWorkspace, inbox: str) -> SharedFolder | SharedStore:
    form = travelling_form(workspace.form.folder)
    place = remote_address(workspace, inbox)
    if place is None:
        folder = workspace.root.folder.resolve()
        return SharedFolder(folder, sha256((folder / SETTINGS).read_bytes()).hexdigest(), form)
    here = workspace.root.inbox(workspace.period)
    with CopiedFiles(workspace.root.folder, workspace.period, place.shown) as copied:
        files = {here / each.name: (StoredFile(name, each.size, each.mark), each.sha256) for name, each in copied.all()}
    return SharedStore(place.shown, workspace.language.name, files, form)
