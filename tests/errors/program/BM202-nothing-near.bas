TALK brew("coffee")
