"""The demonstration: bodies, people and a truthful first half of 2023, entered through the actions."""
