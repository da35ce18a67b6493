TABLE Contacts
    id number key
    name string(50)
    email string
    created date
END TABLE

SAVE "Contacts", 1, "Ana", "ana@example.org", NOW()
