CREATE FOLDER "archive"
