DESCRIPTION "Books a table"
