x = 5
IF x IS 5 THEN TALK x
