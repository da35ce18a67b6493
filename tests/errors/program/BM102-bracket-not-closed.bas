total = (1 + 2
TALK total
