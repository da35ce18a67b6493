TALK UPPER("a", "b")
