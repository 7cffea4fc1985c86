// Package e2e tests the pages in a browser: it builds the command, serves a store on a free port of this machine and
// opens every page in Chromium, in light and dark, wide and narrow, by mouse, by keyboard and without scripts. It is a
// module of its own, so that who builds Readout needs none of what drives a browser. `make e2e` runs it.
package e2e
