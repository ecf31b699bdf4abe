"""From weak components to an improvement plan: which are weak, the plan on paper, what it moved. Pure."""
