"""Reusable Textual widgets. They take plain values and post messages; they know neither the store nor the field."""
