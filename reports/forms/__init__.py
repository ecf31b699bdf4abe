"""What comes in from browsers, shape only; rules are the actions'."""
