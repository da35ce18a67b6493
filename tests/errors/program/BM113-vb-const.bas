Const limit = 3
TALK limit
