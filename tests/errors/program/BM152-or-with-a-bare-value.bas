word = "b"
IF word = "a" OR "b" THEN TALK "found"
