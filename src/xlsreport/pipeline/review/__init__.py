"""One file at a time: containers taken apart, each workbook read, matched and reviewed in a worker process.

What belongs here runs per file, or carries its result from a worker to the parent. It imports nothing of the
pipeline's other rooms.
"""
