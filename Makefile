# make check is what CI runs: everything that must hold before a change lands.
GO ?= go
export CGO_ENABLED = 0

.PHONY: train build check fmt vet lint test frames race e2e picture bench fuzz board man clean fuzz-readers

build:
	$(GO) build -trimpath -o readout ./cmd/readout

check: fmt vet lint test race build

fmt:
	@test -z "$$(gofmt -l .)" || { echo "gofmt is needed on:"; gofmt -l .; exit 1; }

vet:
	$(GO) vet ./...

lint:
	$(GO) tool staticcheck ./...

test:
	$(GO) test ./...

# The examples of one file of frames, or of all: make frames FILE=aid.txt
frames:
	$(GO) test ./internal/extract/event -run 'TestFrames/$(FILE)' -v

# The race detector needs cgo and a C compiler; without one it says so and skips.
race:
	@if command -v $${CC:-cc} >/dev/null 2>&1; then \
		CGO_ENABLED=1 $(GO) test -race -run 'Concurrent|Jobs' . ./cmd/readout ./internal/nlp/parse ./internal/pipeline; \
	else echo "race: skipped, no C compiler (install gcc)"; fi

# Every page in a browser (CONTRIBUTING.md says what it needs). Pictures of the pages are in e2e/shots afterwards.
e2e:
	e2e/prepare.sh
	cd e2e && test -z "$$(gofmt -l .)" && $(GO) vet . && $(GO) test -count 1 -timeout 20m .

# The picture of the first page in README.md, over the sample articles (needs Chromium).
CHROMIUM ?= chromium
SHOT = 127.0.0.1:8039
picture: build
	./readout serve --demo --addr $(SHOT) & pid=$$!; trap "kill $$pid" EXIT; \
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do curl -sf http://$(SHOT)/healthz >/dev/null && break; sleep .5; done; \
	$(CHROMIUM) --headless=new --no-sandbox --hide-scrollbars --force-device-scale-factor=.6 --window-size=1280,1560 --screenshot=docs/overview.png http://$(SHOT)/

bench:
	$(GO) test -run '^$$' -bench . -benchmem . ./internal/... ./cmd/...

# Ten minutes of fuzzing with record.Check as the oracle.
FUZZTIME ?= 10m
fuzz:
	$(GO) test -run '^$$' -fuzz FuzzCode -fuzztime $(FUZZTIME) .

# The same for the readers of pages, feeds, mail, web archives and robots.txt, each for as long.
fuzz-readers:
	for p in page feed mail warc robots ingest; do \
		$(GO) test -run '^$$' -fuzz . -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./internal/$$p || exit 1; \
	done

# Every accuracy figure, beside the best other system (needs the development data).
SHARED ?= ../shared
board: build
	python3 $(SHARED)/score/board.py --readout ./readout

# Codes every official and press text of the development data: no panic, Check holds, same bytes in any order.
soak:
	READOUT_SHARED=$(abspath $(SHARED)) $(GO) test -count 1 -timeout 60m -run TestSoak -v .

# Brings the hashes of data/MANIFEST.tsv up to date.
manifest:
	$(GO) run ./train/manifest

man: build
	mkdir -p dist/man && ./readout man dist/man

clean:
	rm -rf readout dist

# Every model, from the development data; train/README.md says what each step does.
DATA ?= $(SHARED)/data
WORK ?= /tmp/readout-train
TREES = $(DATA)/ud/ewt-train.conllu,$(DATA)/ud/gumfree-train.conllu
DEV = $(DATA)/ud/ewt-dev.conllu,$(DATA)/ud/gumfree-dev.conllu
train:
	mkdir -p $(WORK)
	$(GO) run ./train/segment -train $(TREES) -dev $(DEV) -out data/models/segment.bin.gz
	$(GO) run ./train/vectors -text '$(DATA)/text/*.txt' -trees $(TREES) -out $(WORK)/vectors.txt
	$(GO) run ./train/parser -text '$(DATA)/text/*.txt' -trees $(TREES) -names $(DATA)/ner/en_ewt-ud-train.iob2 \
		-dev $(DEV) -devnames $(DATA)/ner/en_ewt-ud-dev.iob2 -vectors $(WORK)/vectors.txt \
		-checkpoint $(WORK)/parser.checkpoint -out $(WORK)/parser.bin
	cp $(WORK)/parser.bin data/models/parser.bin
	$(GO) run ./train/manifest
