' a comment
REM another
# a third
// a fourth
/* a fifth
   over two lines */
x = 1 ' behind
y = 2 # behind
z = 3 // behind
w = 4 REM behind
PRINT "it's # not // a comment" ' but this is
TALK x, ' the first one
     y
IF x = 1 THEN ' when one
    PRINT 'hello'
ELSE ' otherwise it's nothing
    PRINT 'bye'
END IF ' done
REM
'
#
'''''''''''''''''''''''''''''
#############################
REM -----------------------
'------------------------
//==========
FOR i = 1 TO 3 ' loop
NEXT ' i
SUB Foo() ' nothing
END SUB ' Foo
