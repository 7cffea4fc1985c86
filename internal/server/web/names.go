package web

import (
	"github.com/openreadout/readout/internal/server/atlas"
)

// country names a country; its code where nobody knows the name.
func (s *Server) country(code string) string {
	if s.o.Actors != nil {
		if e := s.o.Actors.Country(code); e != nil {
			return e.Name
		}
	}
	for _, c := range atlas.Countries() {
		if c.Code == code {
			return c.Name
		}
	}
	return code
}
