"""What is read in texts by more than one check: what two have in common, measured, and what tells of persons.

What belongs here takes texts and gives measures or matches, and knows neither form nor finding.
"""
