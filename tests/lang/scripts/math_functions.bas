a = ABS(-5) + SQR(16) - INT(3.7) ^ 2
b = ROUND(3.14159, 2) * MAX(1, 2) / MIN(3, 4)
c = RND() * 100 \ 7 MOD 3
d = -a + -b * -(c)
e = (a + b) * (c - d) / 2
f = a > b AND c < d OR NOT e = 1
g = 1.5e3 + .5 + 10
h = LEFT(UCASE("abc"), 2) & RIGHT("xyz", 1) & MID("hello", 2, 3)
i = VAL("12") + CINT("3") + CDBL("4.5")
j = LEN(TRIM("  x  ")) - 1
k = a -1
l = a - 1
m = a-1
n = [1, 2, 3][0]
o = {a: 1}.a
p = "abc".length
q = " x ".trim().upper()
r = a % 2 == 0 && b || !c
s$ = "dollar" + CHR$(65)
t = 2^10
u = 100%7
v = items[items.length - 1].name
w = SUM(1, 2, 3) / COUNT(list)
x = IIF(a > b, a, b)
y = ((((1))))
PRINT a, b; c
