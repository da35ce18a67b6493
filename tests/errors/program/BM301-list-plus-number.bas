TALK [1] - 1
