package main

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"

	"github.com/openreadout/readout/internal/netguard"
)

// guardOf lets through what is public, and the networks and ports of --allow-network and --allow-port.
func guardOf(networks, ports []string) (*netguard.Guard, error) {
	g := &netguard.Guard{}
	for _, n := range networks {
		p, err := netip.ParsePrefix(n)
		if err != nil {
			return nil, fmt.Errorf("--allow-network %q: want a network, such as 10.1.0.0/16", n)
		}
		g.Networks = append(g.Networks, p)
	}
	for _, p := range ports {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || n == 0 {
			return nil, fmt.Errorf("--allow-port %q: want a port, such as 8000", p)
		}
		if g.Ports == nil {
			g.Ports = []uint16{80, 443, 8080, 8443}
		}
		g.Ports = append(g.Ports, uint16(n))
	}
	return g, nil
}

// proxyOf reads the address of --proxy, nil for none.
func proxyOf(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) {
		return nil, errors.New("--proxy: want an address such as http://proxy:3128 or socks5://127.0.0.1:9050")
	}
	return u, nil
}
