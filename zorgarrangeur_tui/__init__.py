"""Zorgarrangeur: the app for advisers who arrange care in school hours. Importing it costs nothing."""

__version__ = "0.1.0"
