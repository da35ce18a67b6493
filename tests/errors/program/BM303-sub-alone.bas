SUB greet(name)
  TALK name
END SUB
greet
