"""The only room that speaks with mail servers: mails fetched, letters handed in, and the ledgers of both.

What belongs here knows no workspace and judges no mail: it hands over bytes, and says in sentences what a server said.
"""
