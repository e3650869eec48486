"""One consolidation of workbooks that are made as they are read: `python scale_run.py FOLDER N JOBS`.

With `--dask` on a cluster, with `--before` in a second year.
"""

import hashlib
import json
import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from cluster import Cluster, a_cluster
from scale_made import MadeExamination, MadeThere, Took, files_to_make, years_before
from workbooks import PERIOD, sound_figures

from xlsreport.pipeline import Options, crew_of, open_workspace_at, publish
from xlsreport.pipeline.cluster import cluster_crew as crews
from xlsreport.pipeline.consolidate import Progress, consolidated
from xlsreport.pipeline.review import examine


def main(folder: Path, number: int, jobs: int, *, far: bool, second: bool) -> None:
    """Consolidate, and say in `told.json` what was written and how long it took."""
    workspace = open_workspace_at(folder, PERIOD)
    bases = tuple(sound_figures(workspace.form))
    examine.Examination = partial(MadeExamination, bases=bases, folder=folder)  # type: ignore[assignment,misc]
    crews.SharedFolder = MadeThere  # type: ignore[misc]
    with Took(folder):
        before = years_before(workspace.form, bases, number) if second else None
    options = Options(jobs=jobs, files=tuple(files_to_make(folder, number)), previous_year=before)
    with a_cluster(folder) if far else nullcontext() as cluster:
        start = time.perf_counter()
        with crew_of(workspace, jobs, cluster.address if cluster else None) as crew:
            done = consolidated(workspace, options, _half_way(cluster) if cluster else None, crew)
        publish(workspace, done.outcome)
        seconds = time.perf_counter() - start
    told = {
        "wall_seconds": round(seconds, 3),
        "departments": sum(each.review.identity.name is not None for each in done.outcome.entries),
        "left": sum(each.path.exists() for each in options.files or ()),
        "sha256": _digest(folder / str(PERIOD) / "output"),
    }
    (folder / "told.json").write_text(json.dumps(told), encoding="ascii")


def _half_way(cluster: Cluster) -> Progress:
    """Return what kills a worker of the cluster when half of the files are done."""

    def step(number: int, of: int, _: str) -> None:
        if number == max(of // 2, 1):
            cluster.kill_one()

    return step


def _digest(folder: Path) -> str:
    """Return what stands for all files in `folder`, none of which is read whole: the memory of this process counts."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            digest.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), far="--dask" in sys.argv, second="--before" in sys.argv)
