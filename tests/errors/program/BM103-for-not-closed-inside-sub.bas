SUB greet(people)
  FOR EACH person IN people
    TALK person
END SUB
