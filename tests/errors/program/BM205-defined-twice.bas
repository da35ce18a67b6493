SUB greet()
  TALK "a"
END SUB
SUB greet()
  TALK "b"
END SUB
