TALK 2 ** 3
