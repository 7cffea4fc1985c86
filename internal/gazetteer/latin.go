package gazetteer

// plain gives the letters of Latin script with marks their plain form, block by block; «_» for none.
var plain = []struct {
	first, end rune
	letters    string
}{
	{0xc0, 0x250, `a a a a a a ae c e e e e i i i i d n o o o o o _ o u u u u y th ss a a a a a a ae c e e e e i i i i d n o o o o o _ o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l _ _ l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s _ b _ _ _ _ _ _ _ _ d _ _ _ _ a _ _ f _ g _ _ _ k k _ _ _ _ _ _ o o _ _ _ _ _ _ _ _ _ _ _ _ _ u u _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ dz dz dz lj lj lj nj nj nj a a i i o o u u u u u u u u u u _ a a a a _ _ _ _ g g k k o o o o _ _ j dz dz dz g g _ _ n n a a _ _ _ _ a a a a e e e e i i i i o o o o r r r r u u u u s s t t _ _ h h _ _ _ _ _ _ a a e e o o o o o o o o y y _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _`},
	{0x1e00, 0x1f00, `a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y z z z z z z h t w y _ s _ _ ss _ a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y _ _ _ _ _ _`},
}
