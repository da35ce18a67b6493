order = {
  "id": 1001,
  "customer": {
    "name": "Ana",
    "emails": ["a@example.org", "b@example.org"]
  },
  "lines": [
    {"sku": "A1", "qty": 2, "price": 9.99},
    {"sku": "B2", "qty": 1, "price": 19.90}
  ]
}
total = 0
FOR EACH line IN order.lines
  total = total + line.qty * line.price
NEXT
order.total = total
order["paid"] = false
order.customer.emails[0] = "c@example.org"
first = order.lines[0].sku
PRINT order.customer.name + " " + order?.shipping?.street
keys = KEYS(order)
empty = {}
none = []
m = #{a: 1, b: #{c: 2}}
tmp = { from: a, to: b, subject: c, if: 1, then: 2, "end": 3, next: 4 }
x = order.customer.emails.length > 1 ? order.customer.emails[1] : "none"
f(order)[0].b(1, 2).c = 5
