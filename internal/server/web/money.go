package web

import (
	"math/big"
	"strings"
)

// money writes a sum as people read it: «EUR 3.7 bn».
func money(value, currency string) string {
	v, ok := new(big.Rat).SetString(value)
	if !ok {
		return ""
	}
	for _, unit := range []struct {
		digits int
		name   string
	}{{12, " tn"}, {9, " bn"}, {6, " m"}} {
		size := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(unit.digits)), nil))
		if v.Cmp(size) >= 0 {
			return strings.TrimSpace(currency + " " + decimal(new(big.Rat).Quo(v, size)) + unit.name)
		}
	}
	return strings.TrimSpace(currency + " " + decimal(v))
}

// decimal writes a number with at most two decimals.
func decimal(v *big.Rat) string {
	s := v.FloatString(2)
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}
