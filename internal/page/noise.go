package page

import (
	"regexp"
	"strings"
)

// noise are whole paragraphs that are no part of a text, though they stand in its midst. They are short: a longer
// paragraph that begins like one is text.
var noise = regexp.MustCompile(`(?i)^\W*(?:` + strings.Join([]string{
	`(?:read|see|watch|listen)\s+(?:more|also|next|now)\b.*`,
	`(?:also|must)\s+read\b.*`,
	`(?:related|more|recommended|popular|trending)\s*(?:articles?|stories|news|reading|content|topics|coverage|links|on this (?:story|topic))?\s*(?::.*)?`,
	`more\s+(?:on|from|about)\s.*[^.!?]`,
	`(?:continue reading|click here|tap here|scroll down|skip to|jump to|back to top)\b.*`,
	button + `(?:\W+(?:` + button + `|this|article|story|on|via|page|content|now))*`,
	`share (?:this|on|via)\b.*`,
	`(?:follow|like) us on\b.*`,
	`(?:follow|subscribe to|sign up (?:for|to)|get) (?:our|the latest|the daily|all the)\b.*`,
	`sign up (?:here|now|today)\b.*`,
	`(?:download|get) (?:our|the) app\b.*`,
	`(?:photo|photograph|image|picture|video|credit|graphic|illustration)s?(?: (?:by|credit|source|courtesy|caption))?\s*[:/©].*`,
	`(?:file|handout|stock) (?:photo|image|picture)\b.*`,
	`image (?:source|caption)\b.*`,
	`(?:getty images|reuters|afp|ap photo|epa|shutterstock)(?:\s*/.*)?`,
	`(?:copyright|©|\(c\))\s.*`,
	`all rights reserved\b.*`,
	`(?:tags?|keywords|categor(?:y|ies)|filed under|posted in)\s*:.*`,
	`(?:published|posted|updated|last updated|last modified|date)(?:\s+(?:on|at))?\s*:?\s*(?:\d|` + monthName + `\s+\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day).{0,60}`,
	`(?:additional )?reporting (?:and writing )?by .*\bediting by .*`,
	`(?:written )?by (?-i:[A-Z][\p{L}.'’-]+(?: [A-Z][\p{L}.'’-]+){1,3})(?:,? .*correspondent)?`,
	`this (?:article|story|post) (?:was )?(?:first |originally )?(?:appeared|published)\b.*`,
	`(?:we|this (?:site|website)) uses? cookies\b.*`,
	`your browser does not support\b.*`,
	`(?:please )?enable javascript\b.*`,
	`\d+ (?:min(?:ute)?s? read|shares?|views?|comments?)`,
	`(?:for (?:media|press) (?:inquiries|enquiries|queries)|(?:media|press) contacts?)\b.*`,
	`(?:download|view) (?:the )?(?:pdf|document|attachment)\b.*`,
	`the post .* (?:first )?appeared (?:first )?on .*`,
	`\[?(?:…|\.\.\.)\]?`,
	`home|menu|search|close|next|previous`,
}, "|") + `)\W*$`)

const button = `(?:share|print|save|copy link|copied|email|e-mail|tweet|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|comments?|listen|bookmark|subscribe|advertisement|advertising|sponsored|loading)`

// dateLine is a paragraph that is nothing but days and times, as they stand under a headline.
var dateLine = regexp.MustCompile(`(?i)^\W*(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+` + monthName + `,?\s+\d{4}|` + monthName + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})` +
	`[\s,|–-]*(?:at\s+)?(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}|\(?(?:UTC|GMT)[+-]?\d*\)?)?)?[\s,|–-]*){1,3}\W*$`)

// withoutNoise takes out paragraphs that are no text, the title where it is repeated on top, dates and names on top,
// and paragraphs of some length that stand twice.
func withoutNoise(text []string, title string) []string {
	seen := map[string]bool{}
	var out []string
	for _, p := range text {
		switch {
		case len(p) < 250 && noise.MatchString(p):
		case len(out) == 0 && (sameWords(p, title) || dateLine.MatchString(p)):
		case len(p) < 80 && dateLine.MatchString(p):
		case len(p) > 60 && seen[p]:
		case !strings.ContainsFunc(p, letterOrDigit):
		default:
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// placeLine is a place in front of a day, as communiqués have it on top: «Suva, 12 August 2009».
var placeLine = regexp.MustCompile(`^\p{Lu}[\p{L}.' -]{1,40},\s+`)

// dateOnTop is the day in a line of its own among the first of a text.
func dateOnTop(text []string) string {
	for _, p := range text[:min(4, len(text))] {
		if len(p) < 120 && dateLine.MatchString(placeLine.ReplaceAllString(p, "")) {
			if d, ok := dateIn(p); ok {
				return d
			}
		}
	}
	return ""
}

func letterOrDigit(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 0x80 && isLetter(r)
}

// sameWords says whether two lines have the same letters and digits.
func sameWords(a, b string) bool { return a != "" && squeeze(a) == squeeze(b) }

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if letterOrDigit(r) {
			return lower(r)
		}
		return -1
	}, s)
}
