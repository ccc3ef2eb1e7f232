"""Invented people go through a programme on a simulated clock, by the same use cases that serve real patients."""
