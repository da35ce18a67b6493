MsgBox "Hello"
