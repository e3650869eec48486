"""What lies in stores elsewhere (S3, SFTP, …), listed and copied; the one room that knows fsspec.

What belongs here knows no workspace and judges no file: it says in sentences what a store refused.
"""
