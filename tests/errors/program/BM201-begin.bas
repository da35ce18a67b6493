BEGIN LETTER "ana@example.com"
Hello
END LETTER
