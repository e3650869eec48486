"""Every sentence that people read, in Chinese and in English: the rule book and the texts of screens and documents."""

from xlsreport.language.catalogue import (
    LANGUAGES,
    SPOKEN,
    Language,
    RuleText,
    bilingual,
    file_of_texts,
    language_named,
    language_of,
    said_of,
)
from xlsreport.language.reasons import reasons

__all__ = [
    "LANGUAGES",
    "SPOKEN",
    "Language",
    "RuleText",
    "bilingual",
    "file_of_texts",
    "language_named",
    "language_of",
    "reasons",
    "said_of",
]
