package main

import (
	"fmt"
	"net/netip"
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
