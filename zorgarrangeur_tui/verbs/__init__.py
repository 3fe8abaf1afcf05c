"""The command line, one module per family of verbs. Everything here works without a screen.

A module with a verb in it has a `command`; `catalogue` tells which. Such a module imports nothing that loads the database,
so that help and wrong usage answer at once; its functions import what they need when they run.
"""
