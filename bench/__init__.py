"""Fault trials (`make trials`) and benchmarks (`make bench`), both against the deployed local stack."""
