TALK "Hello " "world"
