"""Invented problems with a plan that is known to work: to practise on, to test with, and to measure a planner by."""
