x = 5
IF x > THEN
  TALK x
END IF
