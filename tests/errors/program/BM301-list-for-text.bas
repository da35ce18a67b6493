TALK UPPER(["a"])
