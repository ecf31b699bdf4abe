const doc = document, store = localStorage;
const all = (what, where = doc) => [...where.querySelectorAll(what)];
const one = (what, where = doc) => where.querySelector(what);
const on = (...how) => doc.addEventListener(...how);
const later = (act, wait) => { let t; return (x) => { clearTimeout(t); t = setTimeout(act, wait, x); }; };
const cookie = () => doc.cookie.match(/csrftoken=([^;]+)/)?.[1];
const read = (name) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
const write = (name, value) => { try { store.setItem(name, JSON.stringify(value)); } catch {} };
const forget = (name) => store.removeItem(name);
const typed = (e) => /^(text|search|number|date)/.test(e.type), box = (e) => /box|radio/.test(e.type);
const words = one("#alert").dataset;
const say = (text) => { one("#live").textContent = text; };
const alarm = (text, expired) => {
  one("#alert").hidden = !text;
  one("#alert span").textContent = text;
  one("#alert a").hidden = !expired;
};
const tell = (what, n = one("[data-saved]")) => { if (n) n.textContent = n.dataset[what]; };

/* Drafts: kept while typing, put back when never saved. */
const key = (draft) => `cchc:${doc.body.dataset.user}:${draft}`, name = (f) => key(f.dataset.draft);
const which = (e) => `[name="${e.name}"]` + (box(e) ? `[value="${e.value}"]` : "");
const held = (e) => box(e) ? e.checked : e.value;
const keep = (f) => {
  const texts = [...f.elements].filter((e) => e.name && !(box(e) ? e.checked === e.defaultChecked : !typed(e) || e.value === e.defaultValue))
    .map((e) => [which(e), held(e)]);
  if (!texts.length) return forget(name(f));
  write(name(f), { at: Date.now(), texts, seen: f.elements.seen?.value, left: 0 });
  tell("typing");
};
const keepSoon = later(keep, 300);
const restore = (f) => {
  const draft = read(name(f));
  const lost = (draft?.texts || []).map(([n, v]) => [[...f.elements].find((e) => e.type !== "hidden" && e.matches(n)), v]).filter(([e, v]) => e && held(e) !== v);
  if (!lost.length) return;
  lost.forEach(([e, v]) => { e[box(e) ? "checked" : "value"] = v; });
  if (draft.seen) f.elements.seen.value = draft.seen;
  all("details", f).forEach((d) => { d.open = true; });
  const at = new Date(draft.at).toLocaleString("vi-VN", { timeStyle: "short", dateStyle: "short" });
  const note = one("#restored").content.firstElementChild.cloneNode(true);
  note.prepend(words.restored.replace("…", at));
  one("button", note).onclick = () => { forget(name(f)); f.reset(); note.remove(); };
  f.prepend(note);
  say(note.firstChild.data);
};
const sent = read("cchc:sent"), old = Date.now() - 14 * 864e5;
if (sent && one(".msg.success")) forget(sent);
forget("cchc:sent");
Object.keys(store).filter((k) => k.startsWith("cchc:") && read(k)?.at < old).forEach(forget);

/* Sending: once, with the newest token. */
const free = (f) => { delete f.dataset.busy; };
on("submit", (ev) => {
  const f = ev.target, ask = ev.submitter?.dataset.confirm;
  if (f.dataset.busy || (ask && !confirm(ask))) {
    ev.preventDefault();
    return ev.stopImmediatePropagation();
  }
  if (ask) f.insertAdjacentHTML("beforeend", '<input type="hidden" name="confirmed" value="1">');
  if (f.method !== "post") return;
  const token = f.elements.csrfmiddlewaretoken;
  if (token && cookie()) token.value = cookie();
  if (f.dataset.draft) { keep(f); write("cchc:sent", name(f)); }
  tell("sending");
  f.dataset.busy = 1;
  setTimeout(free, 8000, f);
}, true);
addEventListener("pageshow", () => all("form[data-busy]").forEach(free));

const count = () => all("[data-count]").forEach((n) => { n.textContent = all("[data-pick]:checked").length; });
const send = later((f) => f.requestSubmit(), 500);
on("input", ({ target: { form } }) => { if (form?.dataset.draft) keepSoon(form); });
on("change", ({ target: e }) => {
  if (e.files) {
    e.setCustomValidity([...e.files].some((x) => x.size > e.dataset.max) ? words.big : "");
    e.reportValidity();
  }
  if (e.matches("[data-pick-all]")) all("[data-pick]").forEach((x) => { x.checked = e.checked; });
  if (e.matches("[data-keys]")) write("cchc:keys", e.checked);
  if (e.form?.matches("[data-autosave]") && !e.matches("[data-search]")) send(e.form);
  count();
});
on("click", (ev) => {
  const at = (what) => ev.target.closest(what), other = at("[data-press]"), to = other && one(other.dataset.press);
  const editing = at("[data-cancel]") && at(".editing"), eye = at("[data-reveal]");
  if (to || editing) ev.preventDefault();
  to?.click();
  if (editing) {
    const row = editing.previousElementSibling, kept = name(one("form", editing)), draft = read(kept);
    if (draft) write(kept, { ...draft, left: 1 });
    take(near(row) || row);
    editing.remove();
  }
  if (!eye) return;
  const secret = one(`#${eye.dataset.reveal}`), shown = secret.type === "text";
  secret.type = shown ? "password" : "text";
  eye.ariaPressed = !shown;
});

/* Keys: j, k walk (J, K every line); a letter presses [data-key] of the row in hand. */
const UNIT = "[data-row],[data-line]";
const keys = () => read("cchc:keys") !== false;
const take = (unit) => unit && (unit.hasAttribute("tabindex") ? unit : one("a", unit) || one("input,button", unit))?.focus();
const near = (e, tr = e.closest("tr")) => e.closest(UNIT) || (tr && one(UNIT, tr));
const walk = (step, what) => {
  const units = all(UNIT).filter((u) => u.offsetParent);
  let at = units.indexOf(near(doc.activeElement));
  do at += step; while (units[at]?.matches(what) === false);
  take(units[at]);
};
const press = (k, e) => {
  const tr = e.closest("tr"), unit = near(e);
  const has = `[data-${k === "x" ? "pick" : `key="${k}"`}]`;
  const own = unit && all(has, unit).find((b) => b.closest(UNIT) === unit);
  if (!tr?.nextElementSibling?.matches(".editing")) (own || (unit && one(has, unit.closest("tr,[data-group]") || unit)) || one(`[data-page-key="${k}"]`))?.click();
};
on("keydown", (ev) => {
  const { target: e, key: k } = ev;
  if (k === "Enter" && (ev.ctrlKey || (e.dataset.enter && !ev.shiftKey))) {
    ev.preventDefault();
    return e.form?.requestSubmit();
  }
  if (ev.ctrlKey || ev.altKey || ev.metaKey) return;
  if (k === "Escape") {
    const way = (e.form && one("[data-cancel]", e.form)) || one(".keys[open] summary");
    return way ? way.click() : e.blur();
  }
  if (k === "Enter" && e.dataset.cell && !ev.shiftKey) {
    ev.preventDefault();
    const cells = all(`[data-cell=${e.dataset.cell}]`), blank = e.value.trim() && e.closest(".blank");
    return blank ? one("button", blank).click() : cells[cells.indexOf(e) + 1]?.focus();
  }
  if (typed(e) || /^[sp][ae]/.test(e.type) || !keys()) return;
  const search = k === "/" && one("[data-search]");
  if (search) { ev.preventDefault(); search.focus(); }
  else if (/^[jk]$/i.test(k)) walk(/j/i.test(k) ? 1 : -1, k < "a" ? UNIT : "[data-row]");
  else if (/^[a-z?]$/i.test(k)) press(k, e);
});

const refuse = (xhr, status = xhr.status) => {
  tell("failed");
  if (/409|422/.test(status)) return;
  const over = status === 401, own = /^text\/plain/.test(xhr.getResponseHeader("Content-Type"));
  alarm((own ? xhr.responseText : words[over ? "expired" : "broken"]) + words.safe, over);
};
const out = (xhr) => xhr.responseText.includes('data-page="sign-in"');
on("htmx:configRequest", ({ detail: { headers, parameters, triggeringEvent } }) => {
  const by = triggeringEvent?.submitter;
  if (by?.name && !parameters[by.name]) parameters[by.name] = by.value;
  if (cookie()) headers["X-CSRFToken"] = cookie();
});
on("htmx:beforeSwap", ({ detail }) => {
  if (out(detail.xhr)) { detail.shouldSwap = false; refuse(detail.xhr, 401); }
});
on("htmx:afterRequest", ({ detail: { requestConfig: { elt }, xhr, successful } }) => {
  const f = elt.closest("form");
  if (f) free(f);
  if (!successful || out(xhr)) return;
  alarm("");
  if (f?.dataset.draft) forget(name(f));
  forget("cchc:sent");
  const cells = all("[data-cell]", elt);
  cells.forEach((c) => { c.defaultValue = c.value; });
  if (cells.length) keep(cells[0].form);
});
on("htmx:responseError", ({ detail: { xhr } }) => refuse(xhr));
on("htmx:sendError", () => { tell("failed"); alarm(words.unreached + words.safe); });
on("htmx:load", ({ detail: { elt } }) => {
  const said = elt.matches("[data-announce]") ? elt : one("[data-announce]", elt);
  if (said && elt !== doc.body) say(said.dataset.announce);
  all("form[data-draft]", elt).forEach(restore);
  all("[data-draft-of]", elt).forEach((a) => read(key(a.dataset.draftOf))?.left === 0 && a.click());
  count();
});
addEventListener("offline", () => alarm(words.offline + words.safe));
addEventListener("online", () => alarm(""));

all("[data-reveal]").forEach((n) => { n.hidden = 0; });
all("[data-keys]").forEach((n) => { n.checked = keys(); });
