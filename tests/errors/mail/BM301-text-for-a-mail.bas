MOVE "invoice" TO "Archive"
