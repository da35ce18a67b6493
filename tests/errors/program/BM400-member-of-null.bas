order = NULL
TALK order.city
