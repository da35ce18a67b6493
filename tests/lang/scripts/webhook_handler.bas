WEBHOOK "order-received"

order = body
IF NOT order.id THEN
    RETURN WITH
        status = 400
        message = "no id"
    END WITH
END IF

existing = FIND "orders", "external_id='" + order.id + "'"
IF UBOUND(existing) > 0 THEN
    RETURN {status: 200, message: "already known"}
END IF

WITH newOrder
    id = UUID()
    external_id = order.id
    customer = order.customer.name
    total = order.total
    .created = NOW()
END WITH
SAVE "orders", newOrder

RETURN WITH
    status = 201
    id = newOrder.id
END WITH
