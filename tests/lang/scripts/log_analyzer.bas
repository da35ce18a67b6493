text = READ "server.log"
lines = SPLIT(text, "\n")
errors = {}
FOR n = 0 TO COUNT(lines) - 1
  line = TRIM(lines[n])
  IF line = "" THEN
  ELSE
    IF line CONTAINS "ERROR" OR line CONTAINS "FATAL" THEN
      parts = SPLIT(line, " ")
      key = parts[2] ?? "unknown"
      errors[key] = (errors[key] ?? 0) + 1
    END IF
  END IF
NEXT n
FOR EACH k IN errors.keys() DO
  PRINT k; ": "; errors[k]
END FOR
