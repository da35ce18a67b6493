talk "Which day suits you?"
hear day as "Mon", "Tue", "Wed"
switch day
  case "Mon"
    talk "Monday it is"
  case "Tue", "Wed"
    talk "fine"
  default
    talk "??"
end switch
votes = get bot memory "votes"
if votes is null then
votes = {}
end if
votes[day] = (votes[day] ?? 0) + 1
set bot memory "votes", votes
for each k in keys(votes)
  print k + ": " + votes[k]
next k
