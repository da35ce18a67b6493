SUB deeper(n)
  deeper n + 1
END SUB
deeper 1
