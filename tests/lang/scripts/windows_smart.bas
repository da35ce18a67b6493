TALK “Hello”
IF name = “Bob” THEN
    TALK “Hi Bob, it’s me”
END IF
