TALK total
