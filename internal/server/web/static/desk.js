// The desk's script: keys, links between text and records, the reasons beside a record. Every page works without it.
"use strict";
(() => {
	const $ = (selector, within = document) => within.querySelector(selector);
	const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

	// say tells people, those who hear the page too, what a key did.
	const message = document.createElement("div");
	message.className = "message";
	message.setAttribute("role", "status");
	message.setAttribute("aria-live", "polite");
	document.body.append(message);
	let silence = 0;
	function say(text, stay) {
		message.textContent = text;
		clearTimeout(silence);
		if (!stay) silence = setTimeout(() => { message.textContent = ""; }, 4000);
	}

	// What j and k walk over: records beside a text, rows of lists.
	const steps = () => $$("[data-move], main tbody tr, main .rows > li").filter(e => e.offsetParent && !e.parentElement.closest("[data-move]") && $("a[href]", e));
	let here = null;
	function move(by) {
		const all = steps();
		if (!all.length) return;
		const at = all.indexOf(here);
		go(all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))]);
	}
	function go(e) {
		if (here) here.classList.remove("here");
		here = e;
		e.classList.add("here");
		const link = $("a[href]", e);
		link.focus({preventScroll: true});
		e.scrollIntoView({block: "nearest"});
		light(e.id ? [e.id] : []);
		const place = e.id && document.getElementById("at-" + e.id);
		if (place) place.scrollIntoView({block: "center"});
	}

	// light shows which words and which records belong together.
	function light(ids) {
		$$(".lit").forEach(e => e.classList.remove("lit"));
		for (const id of ids) {
			$$(`.text .m[data-r~="${CSS.escape(id)}"]`).forEach(e => e.classList.add("lit"));
			const card = document.getElementById(id);
			if (card && card.matches(".card")) card.classList.add("lit");
		}
	}
	const idsOf = e => e.dataset.r ? e.dataset.r.split(" ") : [];
	for (const type of ["mouseover", "focusin"]) document.addEventListener(type, ev => {
		const m = ev.target.closest(".text .m[data-r]"), card = ev.target.closest(".card");
		if (m) light(idsOf(m));
		else if (card) light([card.id]);
		else if (type === "mouseover") light(here && here.id ? [here.id] : []);
	});
	document.addEventListener("click", ev => {
		const m = ev.target.closest(".text .m[data-r]");
		if (!m) return;
		const card = document.getElementById(idsOf(m).length ? m.hash.slice(1) : "");
		if (card) {
			if (here) here.classList.remove("here");
			here = card;
			card.classList.add("here");
			if (idsOf(m).length > 1) say(`${idsOf(m).length} records stand on these words: ${idsOf(m).join(", ")}`);
		}
	});
	addEventListener("hashchange", () => {
		const e = document.getElementById(location.hash.slice(1));
		if (e && e.matches(".card")) { if (here) here.classList.remove("here"); here = e; e.classList.add("here"); }
	});

	// The reasons come beside the record; without the script the link leads to them.
	async function explain(card) {
		const open = $(".because", card);
		if (open) { open.hidden = !open.hidden; return; }
		say("…", true);
		try {
			const r = await fetch(`/records/${card.dataset.id}?part=why`, {headers: {Accept: "text/html"}});
			if (!r.ok) throw new Error(r.status);
			const parsed = new DOMParser().parseFromString(await r.text(), "text/html");
			card.append($(".because", parsed));
			say("The reasons stand below the record.");
		} catch (err) {
			location.href = `/records/${card.dataset.id}`;
		}
	}
	document.addEventListener("click", ev => {
		const why = ev.target.closest(".card a.why");
		if (!why || ev.ctrlKey || ev.metaKey || ev.shiftKey) return;
		ev.preventDefault();
		explain(why.closest(".card"));
	});

	// A correction takes two keys: c, then a, r or x.
	let correcting = null;
	async function correct(card, verdict) {
		const r = await fetch("/correct", {method: "POST", body: new URLSearchParams({id: card.dataset.id, verdict, quiet: "1"})});
		if (!r.ok) { location.href = `/records/${card.dataset.id}#correct`; return; }
		$(".verdict-of", card)?.remove();
		const span = document.createElement("span");
		span.className = "verdict-of " + verdict;
		span.textContent = verdict === "accept" ? "accepted" : "rejected";
		$(".first", card).append(" ", span);
		say(`Record ${card.id} ${span.textContent}.`);
	}

	function help() {
		let d = $("#keys");
		if (!d) {
			d = document.createElement("dialog");
			d.id = "keys";
			d.setAttribute("aria-labelledby", "keys-head");
			const keys = [["/", "search"], ["j k", "next and previous record or row"], ["Enter", "open it"], ["e", "why: the reasons of the record"],
				["c a", "accept the record"], ["c r", "reject the record"], ["c x", "change the record"], ["?", "this help"], ["Esc", "leave"]];
			const h = document.createElement("h2");
			h.id = "keys-head";
			h.textContent = "Keys";
			const dl = document.createElement("dl");
			for (const [key, what] of keys) {
				const dt = document.createElement("dt"), dd = document.createElement("dd");
				for (const k of key.split(" ")) { const e = document.createElement("kbd"); e.textContent = k; dt.append(e, " "); }
				dd.textContent = what;
				dl.append(dt, dd);
			}
			const form = document.createElement("form"), button = document.createElement("button");
			form.method = "dialog";
			button.textContent = "Close";
			form.append(button);
			d.append(h, dl, form);
			document.body.append(d);
		}
		if (!d.open) d.showModal();
	}

	document.addEventListener("keydown", ev => {
		if (ev.ctrlKey || ev.metaKey || ev.altKey || ev.isComposing) return;
		const typing = ev.target.matches("input, textarea, select, [contenteditable]");
		if (ev.key === "Escape") {
			if (typing) ev.target.blur();
			if (correcting) { correcting = null; say("Not corrected."); }
			return;
		}
		if (typing || $("dialog[open]")) return;
		const card = here && here.matches(".card") ? here : ev.target.closest(".card");
		if (correcting) {
			const to = correcting;
			correcting = null;
			if (ev.key === "a") correct(to, "accept");
			else if (ev.key === "r") correct(to, "reject");
			else if (ev.key === "x") location.href = `/records/${to.dataset.id}#correct`;
			else { say("Not corrected."); return; }
			ev.preventDefault();
			return;
		}
		switch (ev.key) {
		case "/": { const box = $$("[data-search]").find(e => e.offsetParent); box?.focus(); box?.select(); break; }
		case "j": move(1); break;
		case "k": move(-1); break;
		case "?": help(); break;
		case "e":
			if (card) explain(card);
			else if ($("#why")) $("#why").scrollIntoView();
			else say("Choose a record with j or k first.");
			break;
		case "c":
			if (card) { correcting = card; say(`Record ${card.id}: a accepts, r rejects, x changes it, Esc leaves it.`, true); }
			else if ($("#correct")) $("#correct input:not([type=hidden])")?.focus();
			else say("Choose a record with j or k first.");
			break;
		default: return;
		}
		ev.preventDefault();
	});

	const keys = document.createElement("button");
	keys.type = "button";
	keys.className = "keys-button";
	keys.textContent = "Keys: ?";
	keys.addEventListener("click", help);
	$(".foot .wide")?.append(keys);
})();
