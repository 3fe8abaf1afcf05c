"""The lesson on the practice region: its steps, how far somebody is, and the file that remembers that. No screen in here."""
