raise "no such lamp"
