"""What a department wrote beside a finding, in the list that it was sent back with its workbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the list: the finding's code, its place (empty for the file), what was said to be wrong, the answer.

    `problem` is on one line, as the list had it.
    """

    code: str
    place: str
    problem: str
    answer: str
