TALK, "Hi"
