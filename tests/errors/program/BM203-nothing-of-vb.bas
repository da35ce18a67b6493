Set x = Nothing
