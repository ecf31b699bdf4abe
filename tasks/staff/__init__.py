"""People by spreadsheet: what goes out comes back with zero changes, one pass names every fault. Pure; it stands here
because workbooks of anybody are read by the guarded reader of plans."""
