name = "World"
PRINT "Hello ${name}, you're ${age + 1} years old"
PRINT "path: C:\\temp\\x"
PRINT "quote: ""quoted"" and \"escaped\""
PRINT "a \${literal} and {{mustache}} and {plain}"
multi = "first line
second line
  third 'line' with AND, = and //
last"
html = "<html>
<body style='color: red'>
<h1>" + name + "</h1>
</body>
</html>"
json = '{"a": 1}'
query = "SELECT * FROM x WHERE a = 'b'"
url = "https://example.org/?q=1&x=2#top"
PRINT 'single ' + 'quoted'
words = SPLIT("a,b,c", ",")
upper = UPPER(words[0]) + "-" + LOWER(words[1])
empty = ""
emoji = "😀 ünïcödé"
größe = 12
PRINT größe
