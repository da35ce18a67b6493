IF a > b
    PRINT "a"
ELSE
    PRINT "b"
END IF

IF x = 1 THEN
PRINT "no indent"
END IF
if (y) 
  print "y"
end if
