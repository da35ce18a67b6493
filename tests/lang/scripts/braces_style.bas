if (emails.length > 0) {
    for each mail in emails {
        if (mail.subject == "test" && !mail.is_read) {
            archive mail;
        } else if (mail.from contains "boss") {
            flag mail
        } else {
            print mail.subject;
        }
    }
} else {
    talk "nothing to do";
}

while (count < 10) {
    count += 1;
}

for i = 1 to 5 {
    print i
}

function double(n) {
    return n * 2
}

print double(4)
