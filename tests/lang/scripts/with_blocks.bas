WITH customer
    name = "Ana"
    .email = "ana@example.org"
    age = 30
    tags = ["a", "b"]
    address = {
        street: "x"
    }
    .total = price * 2
END WITH
SAVE "customers", customer
WITH options.mail
    retries = 3
END WITH
with o
 type = "x"
 to = "y"
 status = "z"
 if a then b = 1
end with
