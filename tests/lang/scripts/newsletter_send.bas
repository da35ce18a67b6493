#  weekly newsletter, run by hand
#
list = GET "subscribers.csv"
template = GET "newsletter.html"
sent = 0 : failed = 0

FOR EACH s IN list
	body = REPLACE(template, "{{name}}", s.name)
	body = REPLACE(body, "{{unsubscribe}}", "https://example.org/u?id=" + s.id)  
	status = SEND MAIL s.email, "News of " + FORMAT(TODAY(), "MMMM yyyy"), body
	IF status = "sent" THEN
		sent = sent + 1
	ELSE
		failed = failed + 1
		PRINT "could not send to " + s.email + ": " + status.reason
	END IF
	WAIT 1   ' do not hammer the server
NEXT

PRINT sent; " sent, "; failed; " failed"
