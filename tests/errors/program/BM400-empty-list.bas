orders = []
TALK orders[0]
