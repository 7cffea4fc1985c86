package gate

import (
	"net"
	"net/netip"
	"slices"
	"strings"
)

// known reports whether a request was meant for this server: a page of another site whose name leads here (DNS
// rebinding) comes with a foreign one. Without tokens only this machine may ask, so that only its names are known.
func (g *Gate) known(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" || slices.ContainsFunc(g.o.Hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && (ip.Unmap().IsLoopback() || g.o.Tokens != nil)
}
