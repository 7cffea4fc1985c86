package amount

import (
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/lexicon"
)

// inUse is the list of currency codes in use of ISO 4217 (amendment 179), funds and metals left out.
const inUse = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`

// digits are the minor units of the standard where they are not two.
var digits = map[string]string{"BHD": "3", "IQD": "3", "JOD": "3", "KWD": "3", "LYD": "3", "OMR": "3", "TND": "3", "BIF": "0", "CLP": "0", "DJF": "0", "GNF": "0",
	"ISK": "0", "JPY": "0", "KMF": "0", "KRW": "0", "PYG": "0", "RWF": "0", "UGX": "0", "VND": "0", "VUV": "0", "XAF": "0", "XOF": "0", "XPF": "0"}

func TestCurrencies(t *testing.T) {
	entries, err := lexicon.Read(data.FS(), currenciesPath)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]*lexicon.Entry{}
	for i := range entries {
		if have[entries[i].Head] != nil {
			t.Errorf("%s: %s twice", entries[i].At(), entries[i].Head)
		}
		have[entries[i].Head] = &entries[i]
	}
	for _, code := range strings.Fields(inUse) {
		e := have[code]
		if e == nil {
			t.Errorf("no %s", code)
			continue
		}
		want := digits[code]
		if want == "" {
			want = "2"
		}
		if got := e.Get("digits"); got != want {
			t.Errorf("%s: %s has %s digits; want %s", e.At(), code, got, want)
		}
		if e.Get("units") == "" || e.Get("name") == "" || e.Get("until") != "" {
			t.Errorf("%s: %s wants a name, units and no end", e.At(), code)
		}
	}
}
