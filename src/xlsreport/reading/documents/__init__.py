"""Documents read: Word, web pages and PDF become a pure `Document`; no figure is judged here."""
