Dim names() As String
