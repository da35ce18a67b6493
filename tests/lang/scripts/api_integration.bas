SET HEADER "Authorization" AS "Bearer " + GET BOT MEMORY "token"
SET HEADER "Content-Type" AS "application/json"

payload = {
    "customer": { "name": name, "email": email },
    "items": items,
    "total": total
}

response = POST "https://api.example.org/orders", payload
IF response.status = 201 THEN
    order_id = response.data.id
    SAVE "orders", order_id, name, email, total, "pending"
    TALK "Your order " + order_id + " was placed."
ELSE IF response.status = 401 THEN
    TALK "The token has expired."
ELSE
    TALK "Error " + response.status + ": " + response.error.message
END IF
