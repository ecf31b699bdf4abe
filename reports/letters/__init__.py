"""The official letter (công văn đôn đốc) to bodies beneath: what is late there, and how it is drawn. Pure."""
