"""What is drawn on paper: facts of rankings, result slips and proposals. Pure."""
