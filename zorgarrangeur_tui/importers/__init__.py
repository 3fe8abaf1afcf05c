"""Readers of public files: each yields a plan and a report, and writes nothing itself."""
