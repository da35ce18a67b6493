today_is = TODAY()
TALK today_is.yer
