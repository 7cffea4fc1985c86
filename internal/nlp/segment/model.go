package segment

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Sizes of the weight tables: a feature's hash is cut to so many bits.
const (
	tokenBits    = 16
	sentenceBits = 20
	vocabBits    = 17
)

// Model holds the weights of both decisions and the vocabulary of words that are usually in lower case.
// Weights are integers, so that every machine decides alike. It is not changed once it is read.
type Model struct {
	Token    []int16 // by feature: is there a token boundary between two atoms
	Sentence []int16 // by feature: does a sentence end after a word
	Vocab    []byte  // a set of bits by the hash of the word
}

// NewModel returns a model without knowledge, for training.
func NewModel() *Model {
	return &Model{make([]int16, 1<<tokenBits), make([]int16, 1<<sentenceBits), make([]byte, 1<<vocabBits/8)}
}

const magic = "readout segment 1\n"

// ReadModel reads weights as Write wrote them.
func ReadModel(k fs.FS, path string) (*Model, error) {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	m := NewModel()
	raw := make([]byte, len(magic)+2*len(m.Token)+2*len(m.Sentence)+len(m.Vocab)+1)
	n, err := io.ReadFull(z, raw)
	if err != io.ErrUnexpectedEOF && err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if n != len(raw)-1 || string(raw[:len(magic)]) != magic {
		return nil, fmt.Errorf("%s: %w", path, errors.New("not weights of this version"))
	}
	raw = raw[len(magic):]
	for _, table := range [][]int16{m.Token, m.Sentence} {
		for i := range table {
			table[i] = int16(binary.LittleEndian.Uint16(raw[2*i:]))
		}
		raw = raw[2*len(table):]
	}
	copy(m.Vocab, raw)
	return m, nil
}

// Write writes the weights.
func (m *Model) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(z, magic); err != nil {
		return err
	}
	for _, part := range []any{m.Token, m.Sentence, m.Vocab} {
		if err := binary.Write(z, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	return z.Close()
}

// Learn puts a word that is usually in lower case into the vocabulary.
func (m *Model) Learn(word string) {
	h := foldHash(word, lower) >> (32 - vocabBits)
	m.Vocab[h/8] |= 1 << (h % 8)
}

func (m *Model) knows(hash uint32) bool {
	h := hash >> (32 - vocabBits)
	return m.Vocab[h/8]>>(h%8)&1 == 1
}

// score sums the weights of features.
func score(table []int16, features []uint32) int32 {
	s := int32(0)
	for _, f := range features {
		s += int32(table[f])
	}
	return s
}

// features gathers hashed features; each template has its number.
type features struct {
	list  []uint32
	bits  uint
	count uint32
}

func (f *features) reset() { f.list, f.count = f.list[:0], 0 }

func (f *features) add(values ...uint32) {
	f.count++
	h := f.count * 0x85ebca6b
	for _, v := range values {
		h = mix(h, v)
	}
	f.list = append(f.list, mix(h, 0x27d4)>>(32-f.bits))
}
