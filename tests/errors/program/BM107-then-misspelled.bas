x = 1
IF x = 1 THEM
  TALK x
END IF
