"""Two versions of one plan laid side by side: which row is which, what changed in it, what came and went. Pure."""
