total = 3
ASSERT total > 5, "too few orders"
