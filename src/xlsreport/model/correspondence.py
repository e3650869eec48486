"""What was sent to a department so far."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Whether its workbook was issued, and how many times it was sent back and reminded."""

    issued: bool = False
    sent_back: int = 0
    reminded: int = 0
