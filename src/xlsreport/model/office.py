"""The office that writes to the departments."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """How a letter is signed: the office's name, whom to ask for, and the telephone; blank where nobody said."""

    name: str = ""
    contact: str = ""
    telephone: str = ""

    def completed(self, other: "Office") -> "Office":
        """Return the same office, what is blank taken from `other`."""
        return Office(self.name or other.name, self.contact or other.contact, self.telephone or other.telephone)
