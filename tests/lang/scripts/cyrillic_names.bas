имя = "Анна"
TALK "Привет, " + имя
ЕСЛИ = 1
datos = GET "datos.csv"
PARA = 3
FÜR = 4
if имя = "Анна" then talk "ok"
naïve = "ï"
数 = [1, 2, 3]
FOR EACH 项 IN 数
    PRINT 项
NEXT 项
