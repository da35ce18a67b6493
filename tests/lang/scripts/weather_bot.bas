city = "Berlin"
TALK "Checking the weather in ${city}…"
w = GET "https://api.example.org/weather?city=" + city + "&units=metric"
IF w.error THEN
	TALK "No data: " + w.error
	STOP
END IF
t = w.main.temp
IF t < 0 THEN
	icon = "❄️"
ELSE IF t >= 0 AND t < 20 THEN
	icon = "🌤"
ELSE
	icon = "☀️"
END IF
TALK icon + " " + ROUND(t, 1) + " °C, " + w.weather[0].description
