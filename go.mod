module github.com/openreadout/readout

go 1.26
