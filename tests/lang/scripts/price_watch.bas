SET SCHEDULE every hour
url = "https://shop.example.org/item/42"
page = GET url
price = VAL(MID(page, INSTR(page, "price:") + 6, 8))
last = GET BOT MEMORY "price_42"
IF last IS NULL OR price <> last THEN
  SET BOT MEMORY "price_42", price
  IF price < last THEN SEND MAIL "me@example.org", "Cheaper!", "Now only " + price + " (was " + last + ")"
END IF
