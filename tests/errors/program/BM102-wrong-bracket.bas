names = ["Ana", "Ben")
