TALK UPER("abc")
