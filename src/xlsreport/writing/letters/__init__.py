"""What a department is sent back: the letter, what is asked of it, and the corrected copy."""
