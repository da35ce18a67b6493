// reminders for invoices that are overdue
// runs on the first of the month

invoices = FIND "invoices" WHERE status = "open" AND due_date < TODAY() ORDER BY due_date LIMIT 500

FOR EACH invoice IN invoices
    days = DATEDIFF("day", invoice.due_date, TODAY())
    customer = FIRST(FIND "customers", "id=" + invoice.customer_id)

    IF customer.email IS NULL THEN
        CREATE TASK "No mail address for " + customer.name, "Invoice " + invoice.number, "accounting"
    ELSE
        SELECT CASE days
            CASE 1 TO 14
                tone = "friendly"
            CASE 15 TO 30
                tone = "firm"
            CASE IS > 30
                tone = "final"
        END SELECT

        SEND TEMPLATE customer.email, "reminder-" + tone, {
            name: customer.name,
            number: invoice.number,
            amount: FORMAT(invoice.amount, "C"),
            "days": days
        }
    END IF
NEXT invoice
