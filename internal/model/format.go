package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"
	"unsafe"
)

// magic opens every weight file; its last byte is the version of the format.
const magic = "READOUT\x01"

// Config is the sizes of a network.
type Config struct {
	Buckets Buckets
	Word    int // width of a word's own vector
	Gram    int // width of an n-gram's vector
	Affix   int // width of the vectors of the prefix and the longer suffix
	Short   int // width of the vectors of the shorter suffix and the shape
	Layers  int // bidirectional LSTM layers
	Hidden  int // width of one direction
	Tag     int // hidden width of tags, features and lemmas
	Entity  int // hidden width of entity labels
	Arc     int // width of the biaffine arc scores
	Label   int // hidden width of relations
	Hints   int `json:",omitempty"` // rows of the table of hints, HintRows or 0 for none
}

// Input is the width of a word's input vector.
func (c Config) Input() int { return c.Word + c.Gram + 2*c.Affix + 2*c.Short }

func (c Config) check() error {
	for _, n := range []int{c.Buckets.Grams, c.Buckets.Affixes, c.Buckets.Shapes, c.Word, c.Gram, c.Affix, c.Short, c.Layers, c.Hidden, c.Tag, c.Entity, c.Arc, c.Label} {
		if n <= 0 || n > 1<<24 {
			return fmt.Errorf("model: size %d in its configuration", n)
		}
	}
	if c.Hints != 0 && c.Hints != HintRows {
		return fmt.Errorf("model: %d rows of hints; this program knows %d", c.Hints, HintRows)
	}
	if c.Hidden%8 != 0 {
		return fmt.Errorf("model: hidden width %d is no multiple of 8", c.Hidden)
	}
	return nil
}

// Tensor is a matrix of weights. Quantised ones hold signed bytes with a scale for each row (tables) or
// each column (layers); the others hold floats.
type Tensor struct {
	Name       string
	Rows, Cols int
	ByRow      bool      `json:",omitempty"`
	Scale      []float32 `json:"-"`
	Int8       []int8    `json:"-"`
	Float      []float32 `json:"-"`
	Quantised  bool
}

// File is the content of a weight file.
type File struct {
	Config  Config
	Lists   map[string][]string // vocabulary, tags, feats, lemmas, relations, labels
	Tensors []Tensor
}

// header is the part of a file that is kept as JSON; the lists and the tensors follow in its order.
type header struct {
	Config  Config
	Lists   []listHead
	Tensors []Tensor
}

type listHead struct {
	Name  string
	Bytes int
}

// listNames is the order of the lists in a file.
var listNames = []string{"words", "tags", "feats", "lemmas", "relations", "labels"}

// Write writes f: magic, length of the header, header, lists, tensors, CRC-32 of all before it. All numbers
// are little endian.
func (f *File) Write(w io.Writer) error {
	h := header{Config: f.Config, Tensors: f.Tensors}
	var body bytes.Buffer
	for _, name := range listNames {
		s := strings.Join(f.Lists[name], "\n")
		h.Lists = append(h.Lists, listHead{name, len(s)})
		body.WriteString(s)
	}
	for _, t := range f.Tensors {
		if t.Quantised {
			binary.Write(&body, binary.LittleEndian, t.Scale)
			binary.Write(&body, binary.LittleEndian, t.Int8)
		} else {
			binary.Write(&body, binary.LittleEndian, t.Float)
		}
	}
	js, err := json.Marshal(h)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString(magic)
	binary.Write(&out, binary.LittleEndian, uint32(len(js)))
	out.Write(js)
	body.WriteTo(&out)
	binary.Write(&out, binary.LittleEndian, crc32.ChecksumIEEE(out.Bytes()))
	_, err = out.WriteTo(w)
	return err
}

// ReadFile reads what Write wrote. The weights stay in b, which must not change afterwards.
func ReadFile(b []byte) (*File, error) {
	if len(b) < len(magic)+8 || string(b[:len(magic)-1]) != magic[:len(magic)-1] {
		return nil, errors.New("model: not a weight file")
	}
	if b[len(magic)-1] != magic[len(magic)-1] {
		return nil, fmt.Errorf("model: weight file of version %d; this program reads version %d", b[len(magic)-1], magic[len(magic)-1])
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, errors.New("model: weight file is damaged (checksum)")
	}
	r := reader{b: body[len(magic):]}
	js := r.take(int(binary.LittleEndian.Uint32(r.take(4))))
	var h header
	if err := json.Unmarshal(js, &h); err != nil {
		return nil, fmt.Errorf("model: header: %w", err)
	}
	f := &File{Config: h.Config, Lists: map[string][]string{}}
	if err := h.Config.check(); err != nil {
		return nil, err
	}
	for _, l := range h.Lists {
		if s := string(r.take(l.Bytes)); s != "" {
			f.Lists[l.Name] = strings.Split(s, "\n")
		}
	}
	for _, t := range h.Tensors {
		if t.Rows <= 0 || t.Cols <= 0 || t.Rows > 1<<28/t.Cols {
			return nil, fmt.Errorf("model: tensor %s of %d by %d", t.Name, t.Rows, t.Cols)
		}
		if t.Quantised {
			n := t.Cols
			if t.ByRow {
				n = t.Rows
			}
			t.Scale = r.floats(n)
			t.Int8 = r.bytes(t.Rows * t.Cols)
		} else {
			t.Float = r.floats(t.Rows * t.Cols)
		}
		f.Tensors = append(f.Tensors, t)
	}
	if r.short || len(r.b) > 0 {
		return nil, errors.New("model: weight file does not hold what its header says")
	}
	return f, nil
}

// reader takes pieces off a slice; short is set once there was too little.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.short, r.b = true, nil
		return make([]byte, min(max(n, 4), 16))
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

func (r *reader) floats(n int) []float32 {
	p := r.take(4 * n)
	out := make([]float32, len(p)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(p[4*i:]))
	}
	return out
}

func (r *reader) bytes(n int) []int8 {
	p := r.take(n)
	if len(p) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&p[0])), len(p)) // the same bytes with their sign
}

// Quantise makes a tensor of signed bytes from rows by cols floats, with a scale a row or a column.
func Quantise(name string, w []float32, rows, cols int, byRow bool) Tensor {
	t := Tensor{Name: name, Rows: rows, Cols: cols, ByRow: byRow, Quantised: true, Int8: make([]int8, len(w))}
	n, m, step, stride := cols, rows, cols, 1 // n scales of m weights each, step apart
	if byRow {
		n, m, step, stride = rows, cols, 1, cols
	}
	t.Scale = make([]float32, n)
	for i := range n {
		var top float32
		for j := range m {
			top = max(top, w[i*stride+j*step], -w[i*stride+j*step])
		}
		t.Scale[i] = top / 127
		for j := range m {
			if top > 0 {
				t.Int8[i*stride+j*step] = int8(round(float32(w[i*stride+j*step]/top) * 127))
			}
		}
	}
	return t
}
