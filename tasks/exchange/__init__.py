"""Updates by spreadsheet: what goes out comes back with zero changes, and one pass names every fault. Pure."""
