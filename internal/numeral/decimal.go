package numeral

import "math/big"

// Decimal writes x in plain decimal notation, exactly; it returns "" for a number that has no finite
// decimals, such as a third.
func Decimal(x *big.Rat) string {
	if x == nil {
		return ""
	}
	places, exact := x.FloatPrec()
	if !exact {
		return ""
	}
	return x.FloatString(places)
}

// Rounded writes x with at most the given decimals, trailing zeros dropped.
func Rounded(x *big.Rat, places int) string {
	y, ok := new(big.Rat).SetString(x.FloatString(places))
	if !ok {
		return ""
	}
	return Decimal(y)
}

var ten = big.NewInt(10)

func power(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(ten, big.NewInt(int64(n)), nil))
}

func whole(n int64) *big.Rat     { return new(big.Rat).SetInt64(n) }
func mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
