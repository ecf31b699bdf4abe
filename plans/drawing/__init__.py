"""A plan put back on paper: Word in the official layout, Excel with a sheet for each appendix. Pure."""
