"""Criteria sets as plain values: outline, flaws, rules as people write them, workbook and paper. Pure."""
