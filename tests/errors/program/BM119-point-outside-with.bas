.age = 3
