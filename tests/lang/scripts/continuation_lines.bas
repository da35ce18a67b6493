message = "Dear customer, " _
        + "your order " + order.id + " " _
        + "has been shipped."

total = price * qty _
      - discount

result = SEND MAIL customer.email, _
         "Your order", _
         message

IF customer.active AND
   customer.email IS NOT NULL AND
   (customer.country = "DE" OR
    customer.country = "AT") THEN
    PRINT "dach"
END IF

data = {
    name: customer.name,
    tags: [
        "a",
        "b"   ' second
    ],        ' tags
    address: { street: "x", zip: "01234" }
}

text = "a" +
    "b" +
    "c"
CREATE TASK "Call " + customer.name,
    "About the order " + order.id,
    "sales"
