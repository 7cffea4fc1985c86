package language_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/nlp/language"
)

func load(t testing.TB) *language.Detector {
	t.Helper()
	x, err := language.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestDetect(t *testing.T) {
	x := load(t)
	for _, c := range []struct{ text, code string }{
		{"The foreign ministers met in Vienna on Monday and agreed to resume the talks next week.", "en"},
		{"Ministers hold phone talks", "en"},
		{"President signs trade deal, pledges billions for border towns", "en"},
		{"Talks resume", "en"},
		{`<a href="https://feed.example.org/?la=de&un=est&le=que"> Ministers meet in Vienna </a>`, "en"},
		{"", "und"}, {"2025-07-01: 3.7", "und"}, {"…", "und"},
		{"THE PRESIDENT SAID THAT THE CEASEFIRE WOULD HOLD UNTIL FRIDAY.", "en"},
		{"Les ministres des affaires étrangères se sont rencontrés lundi à Vienne et ont convenu de reprendre les pourparlers.", "fr"},
		{"Die Außenminister trafen sich am Montag in Wien und einigten sich darauf, die Gespräche wieder aufzunehmen.", "de"},
		{"Los ministros de Exteriores se reunieron el lunes en Viena y acordaron reanudar las conversaciones la semana que viene.", "es"},
		{"Os ministros dos Negócios Estrangeiros reuniram-se na segunda-feira em Viena e não chegaram a um acordo.", "pt"},
		{"I ministri degli Esteri si sono incontrati lunedì a Vienna e hanno deciso di riprendere i colloqui.", "it"},
		{"De ministers van Buitenlandse Zaken kwamen maandag in Wenen bijeen en spraken af dat het overleg wordt hervat.", "nl"},
		{"Utrikesministrarna träffades i Wien på måndagen och kom överens om att samtalen ska återupptas.", "sv"},
		{"Ministrowie spraw zagranicznych spotkali się w poniedziałek w Wiedniu i uzgodnili, że rozmowy będą wznowione.", "pl"},
		{"Dışişleri bakanları pazartesi günü Viyana'da bir araya geldi ve görüşmelerin yeniden başlaması için anlaştı.", "tr"},
		{"Para menteri luar negeri bertemu di Wina pada hari Senin dan sepakat untuk melanjutkan perundingan.", "id"},
		{"Министры иностранных дел встретились в понедельник в Вене и договорились возобновить переговоры. Это был первый раз.", "ru"},
		{"Міністри закордонних справ зустрілися в понеділок у Відні та домовилися відновити переговори.", "uk"},
		{"التقى وزراء الخارجية في فيينا يوم الاثنين واتفقوا على استئناف المحادثات.", "ar"},
		{"وزیران خارجه روز دوشنبه در وین دیدار کردند و توافق کردند که گفتگوها از سر گرفته شود.", "fa"},
		{"外交部长们星期一在维也纳举行会晤，同意恢复谈判。", "zh"},
		{"外相らは月曜日にウィーンで会談し、協議を再開することで合意した。", "ja"},
		{"외교장관들은 월요일 빈에서 만나 회담을 재개하기로 합의했다.", "ko"},
		{"Οι υπουργοί Εξωτερικών συναντήθηκαν τη Δευτέρα στη Βιέννη.", "el"},
		{"The ministry said in a statement: «Nous sommes prêts à reprendre les pourparlers.» It did not say when the talks in Vienna would begin again.", "en"},
		{"Prime Minister Nguyễn Văn An and President José Muñoz de la Peña met in São Paulo.", "en"},
	} {
		r := x.Detect(c.text)
		if r.Code != c.code || r.English != (c.code == "en" || c.code == "und") || (r.Reason == "") != r.English {
			t.Errorf("%q: got %+v, want %s", c.text, r, c.code)
		}
	}
}

func TestApply(t *testing.T) {
	d := &doc.Doc{Text: "Les deux présidents ont parlé de la situation dans la région."}
	load(t).Apply(d)
	if d.Lang != "fr" || !strings.HasPrefix(d.Refused, "not English: more French than English") {
		t.Errorf("got %q, %q", d.Lang, d.Refused)
	}
}

func TestErrors(t *testing.T) {
	for src, want := range map[string]string{
		"fr French\n":                   "lexicons/languages.txt: no entry for en",
		"english\n":                     "lexicons/languages.txt:1:1: want a code and a name, such as «fr French»",
		"en English\n\tscript: Runes\n": "lexicons/languages.txt:1:1: unknown script \"Runes\"",
		"en English\n\tword: the\n":     "lexicons/languages.txt:2:8: unknown field \"word\"",
	} {
		_, err := language.New(fstest.MapFS{language.Path: {Data: []byte(src)}})
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", src, err, want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	x := load(f)
	f.Add("The talks ended.")
	f.Fuzz(func(t *testing.T, text string) { x.Detect(strings.ToValidUTF8(text, "\uFFFD")) })
}
