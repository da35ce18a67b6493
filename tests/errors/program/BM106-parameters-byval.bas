SUB f(ByVal x As Integer)
TALK x
END SUB
f 1
