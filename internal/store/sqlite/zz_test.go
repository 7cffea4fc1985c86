package sqlite
import ("testing";"os";"path/filepath";"strings";"fmt";"github.com/openreadout/readout/internal/store";"github.com/klauspost/compress/zstd")
func texts(t *testing.B) []string { fs,_:=filepath.Glob("../../../testdata/articles/*.txt"); var o []string; for _,f:=range fs { b,_:=os.ReadFile(f); o=append(o,store.Plain(string(b))) }; return o }
func BenchmarkFTS(b *testing.B){
 ts:=texts(b)
 for _,c:=range []struct{n,opt,cfg string}{{"now",`detail = 'none', tokenize = "unicode61 remove_diacritics 0"`,""},{"ascii",`detail = 'none', tokenize = "ascii"`,""},{"merge16",`detail = 'none', tokenize = "unicode61 remove_diacritics 0"`,"INSERT INTO words(words,rank) VALUES('automerge',16);INSERT INTO words(words,rank) VALUES('hashsize',16777216)"},{"ascii16",`detail = 'none', tokenize = "ascii"`,"INSERT INTO words(words,rank) VALUES('automerge',16);INSERT INTO words(words,rank) VALUES('hashsize',16777216)"}} {
 b.Run(c.n,func(b *testing.B){
 p:=filepath.Join(b.TempDir(),"a.db")
 db,_:=open(p,"rwc"); db.SetMaxOpenConns(1)
 if _,err:=db.Exec(`CREATE VIRTUAL TABLE words USING fts5 (body, content = '', contentless_delete = 1, `+c.opt+`);`+c.cfg);err!=nil{b.Fatal(err)}
 n:=0
 for b.Loop(){ tx,_:=db.Begin(); st,_:=tx.Prepare("INSERT INTO words (rowid, body) VALUES (?, ?)")
  for range 64 { n++; if _,err:=st.Exec(n,ts[n%len(ts)]);err!=nil{b.Fatal(err)} }
  st.Close(); if err:=tx.Commit();err!=nil{b.Fatal(err)} }
 b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n),"us/doc")
 db.Close(); i,_:=os.Stat(p); b.ReportMetric(float64(i.Size())/float64(n),"B/doc")
 })}
}
func BenchmarkRows(b *testing.B){
 mk:=func(name,ddl,ins string,per int, arg func(n int) []any){
 b.Run(name,func(b *testing.B){
 p:=filepath.Join(b.TempDir(),"a.db")
 db,_:=open(p,"rwc"); db.SetMaxOpenConns(1)
 if _,err:=db.Exec(ddl);err!=nil{b.Fatal(err)}
 n:=0
 for b.Loop(){ tx,_:=db.Begin(); st,err:=tx.Prepare(ins); if err!=nil{b.Fatal(err)}
  for range 64*24/per { var a []any; for range per { n++; a=append(a,arg(n)...) }; if _,err:=st.Exec(a...);err!=nil{b.Fatal(err)} }
  st.Close(); if err:=tx.Commit();err!=nil{b.Fatal(err)} }
 b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n),"ns/row")
 db.Close(); i,_:=os.Stat(p); b.ReportMetric(float64(i.Size())/float64(n),"B/row")
 })}
 ints:=func(n int) []any { return []any{n%7,n/21,n%21,(n*37)%1000,(n*37)%1000+8,19783+n%30,19783+n%30,n%16,n%200,n%8,n%4,n%30,n%500,n%500,0} }
 ddl:="CREATE TABLE r (kind INT, document INT, n INT, begin INT, fin INT, f INT, t INT, type INT, code INT, fact INT, quad INT, ctx INT, src INT, tgt INT, about INT) STRICT;"
 q:="("+strings.Repeat("?,",14)+"?)"
 mk("append","" + ddl,"INSERT INTO r VALUES "+q,1,ints)
 mk("append12","" + ddl,"INSERT INTO r VALUES "+strings.Repeat(q+",",11)+q,12,ints)
 mk("append12date",ddl+"CREATE INDEX rd ON r(kind,t)","INSERT INTO r VALUES "+strings.Repeat(q+",",11)+q,12,ints)
 mk("json",ddl,"INSERT INTO r SELECT value->>0,value->>1,value->>2,value->>3,value->>4,value->>5,value->>6,value->>7,value->>8,value->>9,value->>10,value->>11,value->>12,value->>13,value->>14 FROM json_each(?)",24,ints)
 _=fmt.Sprint
}
func BenchmarkZ(b *testing.B){
 ts:=texts(b)
 for _,l:=range []zstd.EncoderLevel{1,2,3,4} { b.Run(l.String(),func(b *testing.B){
  e,_:=zstd.NewWriter(nil,zstd.WithEncoderLevel(l),zstd.WithEncoderConcurrency(1)); e2,_:=zstd.NewWriter(nil,zstd.WithEncoderLevel(l),zstd.WithEncoderConcurrency(1),zstd.WithEncoderDictRaw(1,dictionary)); _=e2
  n,s:=0,0; in:=0
  for b.Loop(){ s+=len(e.EncodeAll([]byte(ts[n%len(ts)]),nil)); in+=len(ts[n%len(ts)]); n++ }
  b.ReportMetric(float64(s)/float64(n),"B"); b.ReportMetric(float64(in)/float64(n),"in")
 })
 b.Run(l.String()+"dict",func(b *testing.B){
  e,_:=zstd.NewWriter(nil,zstd.WithEncoderLevel(l),zstd.WithEncoderConcurrency(1),zstd.WithEncoderDictRaw(1,dictionary))
  n,s:=0,0
  for b.Loop(){ s+=len(e.EncodeAll([]byte(ts[n%len(ts)]),nil)); n++ }
  b.ReportMetric(float64(s)/float64(n),"B")
 })
 b.Run(l.String()+"simhash",func(b *testing.B){ n:=0; for b.Loop(){ store.SimHash(ts[n%len(ts)]);n++ } })
 b.Run(l.String()+"plain",func(b *testing.B){ n:=0; for b.Loop(){ store.Plain(ts[n%len(ts)]);n++ } })
 b.Run(l.String()+"docid",func(b *testing.B){ n:=0; for b.Loop(){ store.TextHash(ts[n%len(ts)]);n++ } })
 }
}
