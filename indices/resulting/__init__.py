"""Published results as plain values: reading tables of others, doubts about them, distances, aims, what-if. Pure."""
