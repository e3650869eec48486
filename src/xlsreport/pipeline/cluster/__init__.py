"""The workers of a cluster for a workspace: how its files and its form come to other machines.

What belongs here ties `workers/`, `stores/` and `forms/` together; what is done to a file is none of it.
"""
