LEN("abc") = 3
