again:
TALK "a"
GOTO again
