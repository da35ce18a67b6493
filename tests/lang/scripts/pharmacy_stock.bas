' check the stock every night
SET SCHEDULE "0 2 * * *"
items = FIND "stock", "quantity < minimum"
IF items.length = 0 THEN
  EXIT
END IF
lines = ""
FOR EACH item IN items
  missing = item.minimum - item.quantity
  lines = lines + item.name + ": " + missing + " " + item.unit + "\n"
  IF item.supplier IS NOT NULL AND item.supplier <> "" THEN
     supplier = FIND "suppliers", "name=" + item.supplier
     IF supplier THEN
        SEND EMAIL supplier.email, "Please deliver " + missing + " of " + item.name
        SAVE "purchase_orders", UUID(), item.id, missing, "sent", NOW()
     END IF
  END IF
NEXT item
SEND EMAIL "store@example.org", "Low stock:\n" + lines
