rows = GET "contacts.xlsx"
clean = FILTER rows, "email IS NOT NULL"
clean = UNIQUE clean, "email"
clean = SORT clean BY "name"
total = AGGREGATE "SUM", clean, "amount"
avg = AGGREGATE "AVG", clean, "amount"
groups = GROUP BY clean, "country"
joined = JOIN clean WITH groups BY "country"
pivot = PIVOT clean, "country", "month", "amount"
MERGE "contacts" WITH clean BY "email"
DELETE "contacts", "email = ''"
DELETE FROM "contacts" WHERE status = "gone" AND updated < "2020-01-01"
UPDATE "contacts" SET status = "active", checked = TODAY() WHERE status IS NULL
INSERT "log", {action: "cleanup", rows: COUNT(clean), at: NOW()}
FILL clean, "country", "unknown"
WRITE "clean.csv", clean
