"""Every sentence that people read, in Chinese and in English: the rule book and the texts of screens and documents."""

from xlsreport.language.catalogue import Entry, Language, language

__all__ = ["Entry", "Language", "language"]
