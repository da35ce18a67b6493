x = 3
IF x > 2 TALK "more"
