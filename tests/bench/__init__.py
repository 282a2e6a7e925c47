"""Benchmarks: speed as figures beside their targets, never as tests that pass by the clock."""
