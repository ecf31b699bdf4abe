"""Shapes of what is sent."""
