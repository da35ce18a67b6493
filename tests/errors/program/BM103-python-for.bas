for name in names:
    TALK name
