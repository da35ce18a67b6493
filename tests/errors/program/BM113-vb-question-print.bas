? "Hello"
