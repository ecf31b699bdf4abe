"""The statistics of administrative reform in plain Python: numbers, the figures made of them, what must agree."""
