person = {name = "Ana"}
