package main

import (
	"regexp"
	"strings"
)

// rule names the office of every position whose title, in lower case, matches. The first counts; an
// office «-» leaves the position out. since is the earliest end that is kept, "" for all.
type rule struct {
	title  *regexp.Regexp
	office string
	since  string
}

func rx(s string) *regexp.Regexp { return regexp.MustCompile(s) }

var rules = []rule{
	{rx(`^ambassador to (the )?(united states|united kingdom|russia|people's republic of china|china$|france|germany|ukraine|israel|iran|turkey|india$|japan|holy see|european union)`), "ambassador", "2014"},
	{rx(`^(ambassador|high commissioner) to`), "-", ""},
	{rx(`permanent representative to (the )?(united nations$|united nations, new york|un$)`), "un ambassador", "1995"},
	{rx(`permanent representative to (the )?(nato|north atlantic)`), "nato ambassador", "2000"},
	{rx(`permanent representative|delegate to`), "-", ""},
	{rx(`secretary-general of the united nations`), "secretary-general", ""},
	{rx(`president of the united nations general assembly|president of the .*parliamentary assembly`), "general assembly president", "2000"},
	{rx(`director-general of the world trade`), "director-general", ""},
	{rx(`^(shadow|former|acting deputy|honorary)|first lady|first gentleman|chargé|consul|chief whip|lord of the|paymaster|archivist|auditor|ombuds|election|whip\b|solicitor|prefect|intendant|executive of|äkim|registrar|clerk|chaplain|poet|master of`), "-", ""},
	{rx(`(leader of the opposition|opposition leader)`), "opposition leader", "2000"},
	{rx(`^(first |senior )?(deputy|vice)[ -](prime minister|premier|chairman of the government|chairperson of the council of ministers|president of the (council|government))|^vice-chancellor|tánaiste|deputy chancellor`), "deputy prime minister", "1995"},
	{rx(`^(vice|deputy)[ -]minister (of|for) foreign|^deputy (foreign minister|secretary of state)|^under ?secretary of state for political|state secretary for foreign`), "deputy foreign minister", "2008"},
	{rx(`^(vice|deputy)[ -](minister (of|for) (national )?defen[cs]e|secretary of defen[cs]e)`), "deputy defence minister", "2010"},
	{rx(`^minister of state (for|at|in|to)|^secretary of state (to|at|in|attached)|minister for (the )?(armed forces$|defence procurement|defence people|europe and)|procurement|spokesperson of|assistant secretary of state|under ?secretary|parliamentary|deputy (minister|secretary|attorney|director|head|chief|governor|speaker|chair|leader|marshal|national|mayor|auditor)|^vice[ -](minister|chief|chair|speaker|mayor|governor|marshal)|assistant|minister delegate|associate|junior minister|deputy premier of`), "-", ""},
	{rx(`^(first |second |executive )?vice[ -]president( of the republic)?$|^first vice president|^vice president`), "vice president", "1990"},
	{rx(`^premier of the (state council|republic of china|republic)`), "prime minister", "1945"},
	{rx(`^(lieutenant|mayor)|governor of the (state|province)|first minister of|^premier of (?:[a-z ]+)$|^president of the (regional|autonomous)`), "-", ""},
	{rx(`governor of the (central|national|reserve|state|royal)? ?bank|central bank|governor of the bank|chair(man|person)? of the (federal reserve|central bank|national bank)|monetary authority|president of the (national|central|swiss national|state) bank|president of the bundesbank`), "central bank governor", "1998"},
	{rx(`chancellor of (the duchy|justice)|lord chancellor|of crimea`), "-", ""},
	{rx(`chancellor of the exchequer|minister for the treasury`), "finance minister", "1990"},
	{rx(`^(prime minister|premier|taoiseach|federal chancellor|(federal )?chancellor( of germany| of austria)$|chancellor$|head of government|minister-president|president of the (council of ministers|government)|chairman of the (government|council of ministers|cabinet of ministers)|chair of the council of ministers|premier of the (state council|republic))`), "prime minister", "1945"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*(foreign (and|affairs|relations|minist)|foreign,|external (affairs|relations)|of foreign|for foreign|european and foreign|international relations and cooperation)|^foreign (minister|secretary)|^secretary of state$|^minister of external`), "foreign minister", "1985"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(defen[cs]e|armed forces|military)\b|people's armed forces`), "defence minister", "1985"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(interior|internal affairs|home affairs|home department|public security|homeland security|security$)|^home secretary`), "interior minister", "1990"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\bfinances?\b|chancellor of the exchequer|secretary of the treasury|^treasurer$`), "finance minister", "1990"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\bjustice\b`), "justice minister", "2000"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\beconom(y|ic affairs|ics|ic development)`), "economy minister", "2000"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(trade|commerce)\b|trade representative`), "trade minister", "2005"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(energy|oil|petroleum)\b`), "energy minister", "2005"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\bhealth\b`), "health minister", "2010"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(information|communications?)\b`), "information minister", "2010"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(intelligence)\b`), "intelligence minister", "2000"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(environment|climate)\b`), "environment minister", "2015"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(agriculture)\b`), "agriculture minister", "2018"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(europe|european)\b`), "europe minister", "2010"},
	{rx(`^(federal |union |first |general |senior |acting |state )?(ministers?|secretary|commissioner|head of the (federal )?department|state councilor)\b.*\b(international development|development cooperation)\b`), "development minister", "2005"},
	{rx(`spokesperson|spokesman|press secretary`), "spokesperson", "1998"},
	{rx(`national security advis[eo]r|secretary of the (national )?security council|security council secretary`), "national security adviser", "2000"},
	{rx(`white house chief of staff|chief of staff (of|to) the pres|head of the presidential (office|administration)`), "chief of staff", "2000"},
	{rx(`chief cabinet secretary`), "cabinet secretary", "2000"},
	{rx(`chief of (the )?(general staff|defen[cs]e( staff| force| forces)?$|staff of the (armed|defen)|armed forces|national defen[cs]e general staff|general staff of the armed)|chairman of the joint chiefs|chair of the chiefs|head of the (general staff|armed forces)|commander-in-chief|commander of the armed forces|chief of the (defence|defense) (staff|force)|chief of the armed forces joint staff`), "army chief", "1998"},
	{rx(`chief of (the )?(army|air|naval|navy)|commander of the (air force|navy|army|ground)|commandant of the marine|chief of staff of the (army|air force|navy)`), "commander", "2012"},
	{rx(`director of (the cia|national intelligence|central intelligence|mossad|the federal security service|the foreign intelligence)|head of the (state )?(security|intelligence) service|head of the (foreign|military|main) .*intelligence|inter-services intelligence|chief of (defence )?intelligence|director of the central intelligence|chief of the security service|secret intelligence service|state security service`), "intelligence chief", "2000"},
	{rx(`attorney[ -]general|prosecutor[ -]general|general prosecutor`), "attorney general", "2000"},
	{rx(`^(chief justice|president of the (supreme|constitutional) court)`), "chief justice", "2005"},
	{rx(`justice of|supreme court|judge`), "-", ""},
	{rx(`director of the fbi|director of the federal bureau of investigation`), "police chief", "2000"},
	{rx(`deputy speaker|vice speaker`), "-", ""},
	{rx(`\b(legislative assembly|house of assembly) \(|landtag|speaker of the (legislative|flemish)`), "-", ""},
	{rx(`(president|speaker|chair(man|person)?|marshal) of (the )?senate|chair(man|person)? of the federation council|senate majority|speaker of the house of lords`), "senate leader", "2000"},
	{rx(`^(speaker|marshal of the sejm)|(president|chair(man|person)?) of (the )?(national assembly|chamber of deputies|parliament|state duma|house of|verkhovna|congress of deputies|bundestag|riigikogu|saeima|seimas|milli|assembly|people's|knesset|supreme council|national council|storting|folketing)`), "speaker of parliament", "2000"},
	{rx(`^(king|queen|emir|amir|sultan|emperor|monarch|grand duke|yang di)`), "monarch", "1950"},
	{rx(`^(supreme leader)`), "supreme leader", ""},
	{rx(`^(president|president of the (republic|state|swiss confederation|confederation|federation|russian federation|united states.*|federal republic|islamic republic|people's republic)( of .*)?|federal president|head of state|interim president|transitional president|chairman of the presidency)$`), "president", "1945"},
	{rx(`^(minister|secretary of (education|labor|transportation|agriculture|energy|veterans|housing))\b`), "minister", "2016"},
}

// officeOf returns the office of a position with the title of its own where it says more, and the
// earliest end kept.
func officeOf(position string) (office, title, since string) {
	t := strings.ToLower(position)
	for _, r := range rules {
		if r.title.MatchString(t) {
			return r.office, titleOf(r.office, position), r.since
		}
	}
	return "-", "", ""
}

// titled are the offices whose holders differ by title.
var titled = map[string]bool{"ambassador": true, "minister": true, "deputy prime minister": false, "spokesperson": true, "monarch": true, "prime minister": true, "foreign minister": true}

// plainTitles say no more than the office.
var plainTitles = rx(`^(prime minister.*|premier.*|head of government|chairman of.*|president of.*|.*foreign and commonwealth.*|ministers? (of|for) (state for )?foreign affairs.*|minister of external (affairs|relations).*|foreign minister|monarch|president of .*|chair.*|minister.*external.*|.*foreign relations.*|minister.*foreign.*|.*commonwealth.*)$`)

func titleOf(office, position string) string {
	t := strings.NewReplacer("(", "", ")", "", "[", "", "]", "", ",", "", ";", "", "_", " ").Replace(position)
	words := strings.Fields(t)
	for i, w := range words {
		if !proper[w] && (i == 0 || strings.ToUpper(w) != w) && office != "ambassador" || w == "Ambassador" {
			words[i] = strings.ToLower(w)
		}
	}
	t = strings.TrimPrefix(strings.Join(words, " "), "federal ")
	if !titled[office] || plainTitles.MatchString(strings.ToLower(t)) || t == office {
		return ""
	}
	return t
}

// proper are the words of titles that keep their capitals.
var proper = makeProper("White House Europe European Nordic Africa African Asia Asian Northern Ireland Scotland Wales London France Romanians Hakka Gaelic Maori Pacific Middle East Arab Sahara Kurdish Turkish Jerusalem Palestinian Israeli Canadian Caribbean Western Cook Islands Curaçao Aruba Brexit Internet")

func makeProper(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
