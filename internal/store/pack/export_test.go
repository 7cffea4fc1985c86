package pack

// Seal writes the checksum of bytes that a test has made, and returns them.
func Seal(b []byte) []byte {
	seal(b)
	return b
}
