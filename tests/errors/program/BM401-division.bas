heads = 0
TALK 100 / heads
