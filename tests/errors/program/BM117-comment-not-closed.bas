/* my notes
TALK "a"
