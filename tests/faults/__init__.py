"""Broken content trees, made from the real one by one slip each."""
