"""What to do about errors that no short program gives: a server, a disk or a person has to take part."""

from __future__ import annotations

ADVICE = {
    "BM000": "The family of all errors; you meet its members.",
    "BM120": "Begin the cell with `%%python`, `%%sql` or `%%preview`, or write BASIC: see "
    "[Cells of a notebook](../manual/notebooks.md).",
    "BM121": "Behind `%%sql` stands nothing, or the name of one variable: see [SQL and DataFrames](../manual/data.md).",
    "BM122": "Wait for the cell that runs, or stop it with the square.",
    "BM404": "Work on the value in smaller pieces: a part of the list, one file after the other.",
    "BM306": "Write the name of a variable where the verb wants to put something: `HEAR name`.",
    "BM405": "Look with `UBOUND(list)`, how many items there are, or with `HAS(map, name)`, whether there is an entry.",
    "BM406": "You stopped the program. What stands above the marked line was done.",
    "BM499": "This should not happen. Please report it, with the line of the program.",
    "BM500": "The family of what mail servers say; you meet its members.",
    "BM501": "Look at the server's name and port (`LIST ACCOUNTS`), and whether this machine is online.",
    "BM502": "The server may not be the one you mean. With an authority of your own, name its certificate in "
    "`SSL_CERT_FILE`.",
    "BM503": "Try again later. If it is always so, the port may be the wrong one.",
    "BM504": "Run it again: what was done is known, and is not done twice.",
    "BM505": "Look at the user name and the password. Large providers want a password for apps.",
    "BM508": "Somebody moved or deleted the mail meanwhile. Get the list again with `GET_EMAILS`.",
    "BM509": "Make room in the mailbox, or tell the recipient.",
    "BM510": "Read the server's sentence: it says which address or which rule.",
    "BM511": "Look into the folder of sent mail, or ask the recipient, before you send it again.",
    "BM512": "Read the server's sentence; another folder or another way may work.",
    "BM600": "The family of what the store says; you meet its members.",
    "BM601": "Wait a moment, or close the other notebook that the message names.",
    "BM602": "Update botmail. The store was left as it is.",
    "BM603": "Put a copy of the file back, or choose another folder with `BOTMAIL_HOME`. The file was left as it is.",
    "BM604": "Make room on the disk, or choose a folder that may be written with `BOTMAIL_HOME`.",
    "BM605": "A query is one SELECT over the tables that are there: see [SQL and DataFrames](../manual/data.md).",
    "BM700": "The family of our own rules; you meet its members.",
    "BM701": 'The account only plans, or nobody said yes. `USE ACCOUNT "name" LIVE`, or `botmail run --live`.',
    "BM800": "Look at the [settings](settings.md): the message names the one that is wrong.",
    "BM802": "`botmail --help` and `botmail COMMAND --help` show what can be written.",
    "BM900": "Install the part that the message names, with pip.",
    "BM910": "The message says which key is missing. A new password can always be given with `ADD ACCOUNT`.",
}
