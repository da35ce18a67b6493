x = 1
IF x = 1 THEN
  TALK "one"
elif x = 2 THEN
  TALK "two"
END IF
