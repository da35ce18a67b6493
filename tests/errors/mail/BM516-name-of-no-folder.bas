RENAME FOLDER "support" TO "../tickets"
