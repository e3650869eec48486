"""Days, as the roster and the headers of mails name them."""

from datetime import date


def day_of(text: str) -> date | None:
    """Return the day that `text` names as 2024-01-15; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
