BEGIN TALK
Hello! I'm the ordering assistant.

I can help you with:
  * a new order
  * the status of an order
  * it's also fine to just say "hello"
END TALK

HEAR choice AS "New order", "Status", "Cancel"

SELECT CASE choice
    CASE "New order"
        CALL "new-order.bas"
    CASE "Status"
        TALK "What is the number of your order?"
        HEAR orderNumber AS INTEGER
        order = FIND "orders", "number=" + orderNumber
        IF order IS NOT NULL THEN
            TALK "Your order from " + FORMAT(order.date, "dd/MM/yyyy") + " is " + order.status
        ELSE
            TALK "No such order."
        END IF
    CASE ELSE
        TALK "Bye!"
END SELECT
