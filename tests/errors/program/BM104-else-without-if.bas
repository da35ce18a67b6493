ELSE
  TALK "b"
