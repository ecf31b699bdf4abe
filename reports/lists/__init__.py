"""Lists that an office prints between its reports: their facts, and how they are drawn. Pure."""
