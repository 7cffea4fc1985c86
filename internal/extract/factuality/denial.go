package factuality

// laterDenials lets a text take back what it told before: «France offered to mediate. The talks never took
// place.»
func (r *reading) laterDenials() {}
