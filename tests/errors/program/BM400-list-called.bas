orders = [1, 2]
TALK orders(1)
