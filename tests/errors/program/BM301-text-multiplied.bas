TALK "-" * 20
