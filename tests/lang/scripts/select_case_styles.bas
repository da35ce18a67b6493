select case true
case a > 1 : print "x"
case b = 2
print "y"
end select
SELECT CASE UCASE(LEFT(code, 1))
CASE "A" TO "F"
  g = 1
CASE "G", "H"
  g = 2
CASE IS >= "X"
  g = 3
CASE IS <> "Y", "Z"
  g = 4
CASE NULL
  g = 5
CASE 1, 2 TO 5, IS > 100
  g = 6
CASE ELSE
  g = 0
END SELECT
SWITCH (status) {
  CASE "a": print 1
  CASE "b": print 2
  DEFAULT: print 3
}
SWITCH LOWER(x)
CASE "one" , "two"
  TALK 1
CASE ELSE
  TALK 2
END SWITCH
