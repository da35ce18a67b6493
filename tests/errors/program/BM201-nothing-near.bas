BREW COFFEE "strong"
