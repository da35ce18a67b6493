10 PRINT "hello"
start:
x = x + 1
IF x < 10 THEN GOTO start
PRINT "done"
