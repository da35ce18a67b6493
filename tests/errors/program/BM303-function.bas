TALK LEFT("abc")
