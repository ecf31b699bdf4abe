"""The addresses of indices, emulation and surveys, by topic."""
