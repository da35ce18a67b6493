x = @name
