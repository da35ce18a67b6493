let task_emails = GET_EMAILS("tasks", "UNSEEN")
FOR EACH email IN task_emails {
CREATE TASK email.subject, email.body, email.from
MARK_AS_READ email
}
