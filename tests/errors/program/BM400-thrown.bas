THROW "the file is empty"
