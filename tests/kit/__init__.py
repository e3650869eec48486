"""What the tests are built with: filled forms, damaged workbooks, documents as text."""
