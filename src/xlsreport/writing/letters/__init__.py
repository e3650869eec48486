"""What a department is sent back: the letter, what is asked of it, and the corrected copy.

What belongs here is read by one department, and so names no other and no folder of ours.
"""
