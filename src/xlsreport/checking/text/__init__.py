"""What is read in texts by more than one check: what two have in common, measured, and what tells of persons."""
