name = "Ana"
TALK f"Hello {name}"
