IF 2 > 1 THEN
  TALK "yes"
