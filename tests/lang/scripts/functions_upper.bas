function greet(name) 
   return "Hello " + name
end function

function add(a, b)
return a + b
end function
sub show_all()
  for each x in [1, 2]
     print greet(x)
  end for
end sub
show_all()
show_all
call show_all
call show_all()
print greet("x") + add(1, add(2, 3))
result = add 1, 2
FUNCTION fact(n)
  IF n <= 1 THEN RETURN 1
  RETURN n * fact(n - 1)
END FUNCTION
PRINT fact(5)
SUB NoParens
  PRINT "x"
END SUB
NoParens
