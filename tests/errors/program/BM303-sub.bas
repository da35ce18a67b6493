SUB greet(name, city)
  TALK name
END SUB
greet "Ana"
