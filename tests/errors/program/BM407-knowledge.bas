ADD TO KB "Lamps are warm."
