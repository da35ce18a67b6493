a = 1
IF 0 < a < 10 THEN TALK "digit"
