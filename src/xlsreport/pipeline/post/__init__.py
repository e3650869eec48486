"""The round trip by e-mail: what is fetched into the inbox, and what of the outbox is handed in to be delivered.

What belongs here knows the workspace and its departments; what a server is told and says stands in `mailing`.
"""
