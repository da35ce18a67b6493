' a block below a verb that has a clause of the same name
found = FIND "leads"
WITH row
    name = "Ana"
    .status = 'single' NOT IN ["a", "b"]
END WITH
UPDATE "leads", "id=1"
SET done = TRUE

IF found THEN
    IF row {
        PRINT "braces inside"
    }
ELSE
    PRINT "the outer one"
END IF
IF done { PRINT 1 } ELSE { PRINT 2 }
IF done THEN PRINT 1 ELSE PRINT 2 END IF
FUNCTION twice(BYVAL n AS INTEGER)
    DO
        EXIT LOOP
    LOOP
    RETURN n * 2
END FUNCTION
INSERT INTO leads (name, mail) VALUES ("Ana", "ana@example.org")
PARAM kind AS STRING DEFAULT "a" LIKE "b" DESCRIPTION "What it is, or isn't"
ON INSERT OF "leads"
