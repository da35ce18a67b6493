people = GET "people.csv"
SAVE TEMPLATE "welcome", "Welcome {{name}}", "Dear {{name}},
welcome to our club.

Your member number is {{number}}.
"
result = MAIL MERGE "welcome", people
PRINT result.sent + " of " + COUNT(people)
SEND TEMPLATE "ana@example.org", "welcome", {name: "Ana", number: 1}
SEND TEMPLATE "welcome", "email", "ana@example.org", #{name: "Ana", number: 1}
SEND TEMPLATE TO "ana@example.org", "welcome", vars
LIST OUTBOX
RETRY OUTBOX
CANCEL OUTBOX 12
draft = CREATE DRAFT "bob@example.org", "Draft", "text"
SEND DRAFT draft.id
DELETE DRAFT 3
FORWARD email TO "x@example.org", "see below"
REPLY email, "thanks" ALL ATTACHMENT "a.pdf"
SEND MAIL "a@example.org", "s", "b" CC "c@example.org" BCC "d@example.org" ATTACHMENT "x.pdf" AT "2026-12-01 09:00"
SEND MAIL ["a@example.org", "b@example.org"], "s", "b", ["x.pdf", "y.pdf"]
SEND EMAIL "a@example.org", "only text"
