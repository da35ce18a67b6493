Dim total As Integer
Dim names As String, count As Integer
Dim due As Date
total = 0
For i = 1 To 10
    total = total + i
    If total > 20 Then
        Exit For
    ElseIf total = 10 Then
        Print "ten"
    Else
        Print "small"
    End If
Next i
Select Case total
    Case Is > 20
        Print "big"
    Case 10, 11, 12
        Print "medium"
    Case Else
        Print "other"
End Select
Function Half(n As Double) As Double
    Half = n / 2
    Return n / 2
End Function
Print Half(total)
