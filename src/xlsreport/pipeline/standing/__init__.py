"""Judgements over all that came: whose a file is, which version counts, what decisions and evidence change.

Pure: everything here takes form, roster, decisions and language, opens no file and starts no process, and is
tested on submissions made by hand.
"""
