IF 1 = 1 THEN
  pass
END IF
