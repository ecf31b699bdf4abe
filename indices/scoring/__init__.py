"""Scoring in plain Python with exact numbers: rules, totals, classes, ranks. Nothing missing becomes 0."""
