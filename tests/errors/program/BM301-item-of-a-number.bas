x = 5
TALK x[0]
