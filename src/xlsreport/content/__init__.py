"""What kind a file's bytes are, and what those are called that are not read: told by bytes alone, never by a name."""

from xlsreport.content.formats import format_name, packed_as, text_of
from xlsreport.content.kinds import Content, content_of

__all__ = ["Content", "content_of", "format_name", "packed_as", "text_of"]
