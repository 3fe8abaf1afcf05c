"""Figures as pure functions over plain values."""
