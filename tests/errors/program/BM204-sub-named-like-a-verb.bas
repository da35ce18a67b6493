SUB talk(text)
  PRINT text
END SUB
