#!/usr/bin/env bash
# Installs what drives a browser, where it is missing and may be, and fetches axe-core into .cache.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v npm >/dev/null 2>&1 || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
	if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
		apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null
	else
		echo "e2e needs ${missing[*]}: install them first" >&2
		exit 1
	fi
fi
mkdir -p .cache
if ! cmp -s package-lock.json .cache/package-lock.json || [ ! -f .cache/node_modules/axe-core/axe.min.js ]; then
	cp package.json package-lock.json .cache/
	npm ci --prefix .cache --ignore-scripts --no-audit --no-fund --silent
fi
