TALK "C:\new"
