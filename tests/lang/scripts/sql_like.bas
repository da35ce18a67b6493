rows = SELECT name, email FROM customers WHERE age > 18 ORDER BY name LIMIT 10
rows = SELECT * FROM orders
rows = SELECT COUNT(*) AS n, AVG(total) AS mean FROM orders WHERE status = "open" AND customer_id = id
top = SELECT TOP 5 * FROM orders
SELECT * FROM rows WHERE name LIKE '%a%'
joined = SELECT o.id, c.name FROM orders o JOIN customers c ON o.customer_id = c.id
x = FIRST(SELECT max(total) AS t FROM orders).t
FOR EACH r IN SELECT * FROM orders WHERE total > 10
    PRINT r.id
NEXT
FOR EACH r IN FIND "orders"
    PRINT r.id
NEXT
FOR EACH r IN (FIND "orders" WHERE a = 1)
    PRINT r.id
NEXT
FOR EACH s IN GET "subscribers.csv"
    PRINT s.email
NEXT
