"""Workers: whatever a sender's file does to its reader, it does in a process of its own, and to that file alone."""

from xlsreport.workers.crew import Crew
from xlsreport.workers.round import Work

__all__ = ["Crew", "Work"]
