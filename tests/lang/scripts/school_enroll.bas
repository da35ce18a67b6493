PARAM name AS STRING LIKE Abreu DESCRIPTION Full name of the student
PARAM birthday AS DATE LIKE 23/09/2011 DESCRIPTION Date of birth, as in the passport
PARAM email AS EMAIL LIKE "a@example.org" DESCRIPTION "Mail address of a parent's"
PARAM grade AS INTEGER LIKE 5 DESCRIPTION "Grade (1-9)"
PARAM notes AS TEXT OPTIONAL DESCRIPTION "Anything else"
PARAM level AS "beginner", "advanced" LIKE "beginner"
DESCRIPTION "Enrolls a student; it's called when all data is there."

enrollmentId = "ENR-" + FORMAT(NOW(), "yyyyMMddHHmmss")
SAVE "enrollments.csv", enrollmentId, name, birthday, email, grade, notes
SET BOT MEMORY "last_enrollment", enrollmentId
SEND MAIL email, "Enrollment of " + name, "Thank you. The number is " + enrollmentId + "."
TALK "Enrolled. Number: " + enrollmentId
RETURN enrollmentId
