name = "Ana"
name.age = 3
