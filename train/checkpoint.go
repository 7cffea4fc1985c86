package train

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"os"
)

// state is the head of a checkpoint; the weights, averages and moments of every param follow.
type state struct {
	Stage string
	Done  int
	Step  int
	Names []string
	Sizes []int
}

func (n *network) writeCheckpoint(path, stage string, done int) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	s := state{Stage: stage, Done: done, Step: n.step}
	for _, p := range n.params {
		s.Names, s.Sizes = append(s.Names, p.name), append(s.Sizes, len(p.w))
	}
	if err := gob.NewEncoder(w).Encode(s); err != nil {
		return err
	}
	n.average()
	for _, p := range n.params {
		for _, x := range [][]float32{p.w, p.mean, p.m, p.v} {
			if err := binary.Write(w, binary.LittleEndian, x); err != nil {
				return err
			}
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func (n *network) readCheckpoint(path string) (stage string, done int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	var s state
	if err := gob.NewDecoder(r).Decode(&s); err != nil {
		return "", 0, fmt.Errorf("checkpoint %s: %w", path, err)
	}
	if len(s.Names) > len(n.params) {
		return "", 0, fmt.Errorf("checkpoint %s is of another network", path)
	}
	for i, p := range n.params {
		if i >= len(s.Names) {
			continue // a part that the checkpoint did not have begins anew
		}
		if s.Names[i] != p.name || s.Sizes[i] != len(p.w) {
			return "", 0, fmt.Errorf("checkpoint %s is of another network: %s", path, p.name)
		}
		for _, x := range [][]float32{p.w, p.mean, p.m, p.v} {
			if err := binary.Read(r, binary.LittleEndian, x); err != nil {
				return "", 0, fmt.Errorf("checkpoint %s: %w", path, err)
			}
		}
		for j := range p.last {
			p.last[j] = int32(s.Step)
		}
	}
	n.step = s.Step
	return s.Stage, s.Done, nil
}
