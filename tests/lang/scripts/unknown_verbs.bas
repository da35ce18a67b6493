CREATE BACKUP
START RECORDING meeting
GENERATE REPORT "monthly" FOR customer WITH options
result = TRANSLATE "hello" TO "de"
lang = DETECT LANGUAGE text
score = SENTIMENT text
ANALYZE SENTIMENT OF email.body
img = GENERATE IMAGE "a house" WITH size = "large"
x = CALCULATE SHIPPING weight, country
NOTIFY user, "hi"
NOTIFY TEAM "ops" ABOUT "disk full"
SYNCHRONIZE "https://api.example.org", "table", "id", "page", "limit"
PUBLISH EVENT "order.created", order
CONVERT "a.docx" TO "a.pdf"
y = PARSE CSV text
z = VALIDATE email
LOG "started"
LOG ERROR "failed: " + e.message
ROUND ROBIN users
RESET PASSWORD FOR user
RUN "other.bas"
RUN PYTHON "x.py" WITH args
EXECUTE SQL "delete from t"
INCLUDE "lib.bas"
OPEN FILE "a.txt" FOR INPUT AS f
CLOSE FILE f
SCAN QR image
SUBMIT FORM {name: "x"}
CHECK STOCK item.id
EMIT "done"
CLASSIFY text INTO ["a", "b"]
intent = CLASSIFY INTENT text, ["buy", "sell"]
PAY invoice.id, 100 USING "card"
HANDOFF
