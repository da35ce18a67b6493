"""How effects happen: policy judges, the plan explains, one path performs, the run counts."""
