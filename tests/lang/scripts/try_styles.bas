TRY
  x = 1 / 0
CATCH
  PRINT "oops"
END TRY
try {
  y = get "x.json"
} catch (e) {
  print e.message
} finally {
  print "end"
}
TRY
  THROW "custom"
CATCH err
  IF err.code = "BM500" THEN
    RETURN
  ELSE
    THROW err
  END IF
END TRY
ASSERT x > 0, "x must be positive"
ASSERT y
