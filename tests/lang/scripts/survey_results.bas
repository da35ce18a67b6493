let total = 0
let count = 0
rows = SELECT answer, COUNT(*) AS n FROM survey GROUP BY answer ORDER BY n DESC
for each r in rows do
   total = total + r.n
   count += 1
end for
if count == 0 then
  talk "nobody has answered yet"
  exit
end if
average = total / count
talk "On average ${average} answers for each of ${count} options"
