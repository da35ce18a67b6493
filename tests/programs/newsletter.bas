let subscribers = GET "subscribers.csv"
let newsletter = GET "newsletter.html"
FOR EACH subscriber IN subscribers {
SEND MAIL subscriber.email, "Monthly Newsletter", newsletter
WAIT 1 # Rate limiting
}
