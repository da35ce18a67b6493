text = "urgent"
IF text CONTAIN "urg" THEN TALK text
