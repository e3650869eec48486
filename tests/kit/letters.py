"""Letters as their receivers open them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


def opened(path: Path) -> EmailMessage:
    """Return the mail draft at `path`."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def attachment(message: EmailMessage) -> tuple[str | None, bytes]:
    """Return the name and the content of a draft's one attachment."""
    (part,) = message.iter_attachments()
    content = part.get_content()
    assert isinstance(content, bytes)
    return part.get_filename(), content
