SUB f(x = 1)
TALK x
END SUB
f 1
