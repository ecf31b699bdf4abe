"""Pages of plans before they are in force, a module a topic."""
