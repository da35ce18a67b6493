PARAM day AS DATE LIKE "2026-11-30" DESCRIPTION "The day of the appointment"
PARAM hour AS HOUR LIKE "10:30" DESCRIPTION "The hour"
PARAM who AS NAME LIKE "Ana Silva" DESCRIPTION "For whom"
PARAM channel AS STRING LIKE "phone" OPTIONAL
PARAM kind AS STRING ENUM ["visit", "call"] DEFAULT "visit"
DESCRIPTION "Books an appointment in the calendar"

start = day + " " + hour
finish = DATEADD("minute", 30, start)
slots = FIND "appointments", "start='" + start + "'"
IF COUNT(slots) > 0 THEN
    TALK "This time is taken. Please choose another one."
    RETURN FALSE
END IF
BOOK who, start, finish, "Appointment (" + kind + ")"
SAVE "appointments", who, start, finish, kind
TALK "Done: " + who + ", " + FORMAT(start, "dd/MM/yyyy HH:mm")
