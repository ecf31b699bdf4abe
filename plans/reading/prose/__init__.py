"""Plans without task tables: the outline of the prose → sections with their duties."""

from plans.reading.prose.sections import Prose, read_prose

__all__ = ["Prose", "read_prose"]
