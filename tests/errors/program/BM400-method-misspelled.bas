TALK "abc".uper()
