SET x = 5
SET customer.name = "x"
LET y = x * 2
LET items[0] = 3
SET map["k"] = y
customer.address.city = "Berlin"
customer["zip"] = "1000"
x += 1
x -= 2
x *= 3
x /= 2
text &= "more"
SET SCHEDULE "0 9 * * *"
SET SCHEDULE "every day at 9am"
SET SCHEDULE every 15 minutes
SET BOT MEMORY "k", "v"
SET USER MEMORY "k", "v"
SET LIMIT SENDS 10
SET MAX LINES 100
SET LANGUAGE "en"
SET THEME "dark"
SET HEADER "X-Key" AS key
SET HEADER "X-Key", key
SET "status", "open", "id=1"
