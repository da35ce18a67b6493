HEAR city WITH "Which city?"
