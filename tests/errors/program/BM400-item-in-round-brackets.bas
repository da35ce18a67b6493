a = [1, 2]
TALK a(1)
