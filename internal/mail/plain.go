package mail

import (
	"regexp"
	"strings"
)

// bare is a line of nothing but an address or a rule.
var bare = regexp.MustCompile(`^[\s<(\[]*(?:https?://\S+|[-=_*~•#]{3,})[\s>)\]]*$`)

// paragraphs cuts a plain part: an empty line ends a paragraph, the lines of one are joined, since mail is wrapped at
// some 72 characters. Quoted mail («> ») is left out where there is a text of its own, and what stands below the line
// «-- » of a signature.
func paragraphs(text string, params map[string]string) []string {
	flowed := strings.EqualFold(params["format"], "flowed")
	var own, quoted, open []string
	isQuoted := false
	end := func() {
		if p := strings.Join(strings.Fields(strings.Join(open, " ")), " "); p != "" {
			if isQuoted {
				quoted = append(quoted, p)
			} else {
				own = append(own, p)
			}
		}
		open = open[:0]
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", ""), "\n") {
		if line == "-- " {
			break
		}
		q := strings.HasPrefix(line, ">")
		if q != isQuoted {
			end()
			isQuoted = q
		}
		line = strings.TrimLeft(line, ">")
		switch {
		case strings.TrimSpace(line) == "":
			end()
			continue
		case bare.MatchString(line):
			end()
			continue
		case item(line):
			end()
		}
		open = append(open, line)
		if flowed && !strings.HasSuffix(line, " ") || !flowed && short(line) {
			end()
		}
	}
	end()
	if len(own) == 0 {
		return quoted
	}
	return own
}

// item says whether a line begins an item of a list.
func item(line string) bool {
	t := strings.TrimSpace(line)
	return strings.HasPrefix(t, "* ") || strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "• ")
}

// short says whether a line ends where its writer wanted: well before the margin, with the end of a sentence.
func short(line string) bool {
	t := strings.TrimRight(line, " \"'”’)")
	return len(t) < 50 && strings.ContainsAny(t[max(0, len(t)-1):], ".!?:")
}
