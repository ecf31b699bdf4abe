"""Forms of duties, posts and the plan as a table."""
