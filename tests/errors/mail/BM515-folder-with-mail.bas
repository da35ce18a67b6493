DELETE FOLDER "support"
