package mail_test

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/mail"
)

const newsletter = `From: =?utf-8?q?Press_Office=2C_Ministry_of_Foreign_Affairs?= <press@mfa.example>
To: list@mfa.example
Subject: =?iso-8859-1?Q?Minister_meets_M=F6ller?=
 in Oslo
Date: Thu, 01 May 2025 00:30:00 +0300
Message-ID: <17@mfa.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

The Minister met his counterpart M=F6ller in Oslo on Wednesday. They discuss=
ed
grain exports and the winter.

* Grain first.
* Then ports.

https://mfa.example/unsubscribe?id=3D1
=93We agreed,=94 he said.
--=20
Press Office
--inner
Content-Type: text/html; charset=utf-8

<html><body><p>The Minister met his counterpart.</p></body></html>
--inner--
--outer
Content-Type: application/pdf
Content-Disposition: attachment; filename=a.pdf
Content-Transfer-Encoding: base64

JVBERi0=
--outer
Content-Type: message/rfc822

From: other@mfa.example
Subject: Attached
Date: Fri, 2 May 2025 10:00:00 GMT

Second text.
--outer--
`

func TestRead(t *testing.T) {
	m, err := mail.Read([]byte(newsletter))
	want := mail.Message{ID: "17@mfa.example", Subject: "Minister meets Möller in Oslo", From: "Press Office, Ministry of Foreign Affairs", Day: "2025-05-01",
		Text:     []string{"The Minister met his counterpart Möller in Oslo on Wednesday. They discussed grain exports and the winter.", "* Grain first.", "* Then ports.", "“We agreed,” he said."},
		Attached: []mail.Message{{Subject: "Attached", From: "other@mfa.example", Day: "2025-05-02", Text: []string{"Second text."}}}}
	if err != nil || !reflect.DeepEqual(m, want) {
		t.Errorf("%+v, %v\nwant %+v", m, err, want)
	}
	crlf, err := mail.Read([]byte(strings.ReplaceAll(newsletter, "\n", "\r\n")))
	if err != nil || !reflect.DeepEqual(crlf, want) {
		t.Errorf("with CRLF: %+v, %v", crlf, err)
	}
}

func TestForms(t *testing.T) {
	head := "From: a@b.example\nSubject: S\nDate: 1 May 2025 10:00:00 GMT\n"
	long := strings.Repeat("The ministers spoke about grain and about the winter. ", 5)
	for _, c := range []struct{ name, in, want, err string }{
		{"plain", head + "\nA text.\n", "A text.", ""},
		{"the line of a mail box", "From a@b.example Thu May  1 10:00:00 2025\n" + head + "\nA text.\n", "A text.", ""},
		{"base64", head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte("Ein Wort: Möller."))[:12] + "\n " + base64.StdEncoding.EncodeToString([]byte("Ein Wort: Möller."))[12:] + "\n", "Ein Wort: Möller.", ""},
		{"HTML alone", head + "Content-Type: text/html\n\n<p>One &amp; two.</p><p>Three.</p>", "One & two.|Three.", ""},
		{"a stub beside HTML", head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nView this in a browser.\n--b\nContent-Type: text/html\n\n<p>" + long + "</p>\n--b--\n", strings.TrimSpace(long), ""},
		{"quoted mail", head + "\nMy answer.\n\n> What they wrote\n> before.\n", "My answer.", ""},
		{"nothing but quoted mail", head + "\n> What they wrote\n> before.\n", "What they wrote before.", ""},
		{"flowed", head + "Content-Type: text/plain; format=flowed\n\nOne line \nwrapped.\nAnother one\n", "One line wrapped.|Another one", ""},
		{"cut off", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nWhat is there.", "What is there.", "part 1"},
		{"no boundary", head + "Content-Type: multipart/mixed\n\n--b\n\nx", "", "without a boundary"},
		{"no text", head + "Content-Type: image/png\n\nx", "", "no text"},
		{"unknown charset", head + "Content-Type: text/plain; charset=klingon\n\nA text.", "A text.", `charset "klingon"`},
		{"no message", "just a text without any header", "", "not a message"},
		{"deep", head + nested(40), "", "nested"},
	} {
		m, err := mail.Read([]byte(c.in))
		if got := strings.Join(m.Text, "|"); got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v; want %q, %q", c.name, got, err, c.want, c.err)
		}
	}
}

func nested(n int) string {
	s := "Content-Type: text/plain\n\nx"
	for i := range n {
		s = fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--\n", i, i, s, i)
	}
	return s
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(newsletter))
	f.Add([]byte("From: a\n\nb"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b--"))
	f.Add([]byte("Content-Transfer-Encoding: base64\nSubject: =?x?q?=\n\n===="))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := mail.Read(b)
		if err == nil && len(m.Text) == 0 {
			t.Error("neither text nor error")
		}
		for _, p := range m.Text {
			if strings.TrimSpace(p) == "" || strings.ToValidUTF8(p, "") != p {
				t.Errorf("paragraph %q", p)
			}
		}
	})
}
