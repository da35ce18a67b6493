x = 3
x == 4
TALK x
