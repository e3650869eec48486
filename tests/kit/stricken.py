"""Files that harm the worker which examines them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.faults import Faulty
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examine import Examination
from xlsreport.pipeline.review.review_inputs import ReviewInputs


@dataclass(frozen=True)
class Stricken:
    """The work of examining files, some of which do to their worker what `faults` says, by the file's name."""

    shared: ReviewInputs
    faults: Mapping[str, str]
    once: Path

    def prepare(self) -> None:
        """Load the form."""
        Examination(self.shared).prepare()

    def __call__(self, file: SourceFile) -> object:
        """Examine one file, after its fault."""
        fault = self.faults.get(file.name, "good")
        if fault == "replaced":
            file.path.write_bytes(b"what a sync program put there")
        Faulty(self.once)(fault)
        return Examination(self.shared)(file)
