"""Files as they are laid down: safe names, findings.json and findings.csv, and the one move into place."""
