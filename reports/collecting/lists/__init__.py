"""From the work of bodies to the facts of a printed list."""
