/* Small helps on pages that work without them. */
(() => {
  "use strict";
  const doc = document, data = doc.body.dataset, store = localStorage;
  const all = (what, where = doc) => [...where.querySelectorAll(what)];
  const one = (what) => doc.querySelector(what);
  const on = (kind, act, early = false) => doc.addEventListener(kind, act, early);
  const make = (tag, values) => Object.assign(doc.createElement(tag), values);
  const later = (act, wait) => { let t; return (x) => { clearTimeout(t); t = setTimeout(act, wait, x); }; };
  const cookie = () => (doc.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
  const read = (name) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
  const write = (name, value) => { try { store.setItem(name, JSON.stringify(value)); } catch { /* full or forbidden */ } };
  const forget = (name) => store.removeItem(name);
  const typed = (e) => e.matches("textarea,input:not([type]),input:is([type=text],[type=search],[type=number],[type=date])");
  const say = (text) => { one("#live").textContent = text; };
  const alarm = (text, link) => {
    const box = one("#alert");
    box.replaceChildren(text);
    if (link) box.append(" ", make("a", { href: link, target: "_blank", textContent: "Đăng nhập ở thẻ mới" }));
    box.hidden = !text;
  };

  /* Drafts (form[data-draft]): kept while typing, put back when the text was never saved. */
  const name = (f) => `cchc:${data.user}:${f.dataset.draft}`;
  const fields = (f) => [...f.elements].filter((e) => e.name && typed(e));
  const keep = (f) => {
    const texts = fields(f).filter((e) => e.value !== e.defaultValue).map((e) => [e.name, e.value]);
    if (texts.length) write(name(f), { at: Date.now(), texts }); else forget(name(f));
  };
  const keepSoon = later(keep, 300);
  const restore = (f) => {
    const draft = read(name(f));
    const lost = draft ? draft.texts.filter(([n, text]) => f.elements[n] && f.elements[n].value !== text) : [];
    if (!lost.length) return;
    lost.forEach(([n, text]) => { f.elements[n].value = text; });
    all("details", f).forEach((d) => { d.open = true; });
    const at = new Date(draft.at).toLocaleString("vi-VN", { timeStyle: "short", dateStyle: "short" });
    const note = make("p", { className: "notice", textContent: `Đã đưa lại phần bạn gõ lúc ${at}, chưa lưu. ` });
    const drop = make("button", { type: "button", className: "btn small", textContent: "Bỏ phần này" });
    drop.onclick = () => { forget(name(f)); f.reset(); note.remove(); };
    note.append(drop);
    f.prepend(note);
    say(note.firstChild.data);
  };
  const settle = () => {
    const sent = read("cchc:sent"), old = Date.now() - 14 * 864e5;
    if (sent && one(".msg.success")) forget(sent);
    forget("cchc:sent");
    Object.keys(store).filter((k) => k.startsWith("cchc:") && read(k)?.at < old).forEach(forget);
  };

  /* Sending: asked once, sent once, with the token of the newest sign-in. */
  const free = (f) => { delete f.dataset.busy; };
  on("submit", (event) => {
    const f = event.target, ask = event.submitter?.dataset.confirm;
    if (f.dataset.busy || (ask && !confirm(ask))) {
      event.preventDefault();
      return event.stopImmediatePropagation();
    }
    if (ask) f.append(make("input", { type: "hidden", name: "confirmed", value: "1" }));
    if (f.method !== "post") return;
    const token = f.elements.csrfmiddlewaretoken;
    if (token && cookie()) token.value = cookie();
    if (f.dataset.draft) { keep(f); write("cchc:sent", name(f)); }
    f.dataset.busy = 1;
    setTimeout(free, 8000, f);
  }, true);
  addEventListener("pageshow", () => all("form[data-busy]").forEach(free));

  const weigh = (e) => {
    const big = [...e.files].find((x) => x.size > e.dataset.max);
    e.setCustomValidity(big ? `Tệp “${big.name}” quá lớn, mức cho phép là ${e.dataset.max / 1048576 | 0} MB.` : "");
    e.reportValidity();
  };
  const count = () => all("[data-count]").forEach((n) => { n.textContent = all("[data-pick]:checked").length; });
  const send = later((f) => f.requestSubmit(), 500);
  on("input", ({ target: { form } }) => { if (form?.dataset.draft) keepSoon(form); });
  on("change", ({ target: e }) => {
    if (e.type === "file") weigh(e);
    if (e.matches("[data-pick-all]")) all("[data-pick]").forEach((x) => { x.checked = e.checked; });
    if (e.matches("[data-keys]")) write("cchc:keys", e.checked);
    if (e.form?.matches("[data-autosave]") && !e.matches("[data-search]")) send(e.form);
    count();
  });
  on("click", ({ target }) => {
    const eye = target.closest("[data-reveal]"), box = eye && doc.getElementById(eye.dataset.reveal);
    if (!eye) return;
    box.type = box.type === "text" ? "password" : "text";
    eye.setAttribute("aria-pressed", box.type === "text");
  });

  /* Keys: "/" searches; in a list j, k walk and x picks; Ctrl+Enter saves; Esc leaves. */
  const keys = () => read("cchc:keys") !== false;
  const walk = (step) => {
    const rows = all("[data-row]"), here = rows.findIndex((r) => r.contains(doc.activeElement));
    const next = here < 0 ? null : rows[here + step];
    (next?.querySelector("a") || next?.querySelector("input,button"))?.focus();
  };
  on("keydown", (event) => {
    const { target: e, key: k } = event;
    if (k === "Enter" && event.ctrlKey) return e.form?.requestSubmit();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (k === "Escape") return (e.form?.querySelector("[data-cancel]") || { click: () => e.blur() }).click();
    if (typed(e) || e.matches("select,[type=password]") || !keys()) return;
    if (k === "/" && one("[data-search]")) { event.preventDefault(); one("[data-search]").focus(); }
    if (k === "j" || k === "k") walk(k === "j" ? 1 : -1);
    if (k === "x") e.closest("[data-row]")?.querySelector("[data-pick]")?.click();
  });

  /* htmx: a refusal says why, and the typed text stays. */
  const safe = " Phần bạn gõ vẫn còn trên trang này.";
  const refuse = (xhr, status = xhr.status) => {
    if (status === 409 || status === 422) return;
    const text = /^text\/plain/.test(xhr.getResponseHeader("Content-Type")) ? xhr.responseText :
      status === 401 ? "Phiên làm việc đã hết, chưa lưu." : "Máy chủ gặp lỗi, chưa lưu: hãy thử lại sau ít phút.";
    alarm(text + safe, status === 401 && data.signIn);
  };
  const out = (xhr) => xhr.responseText.includes('data-page="sign-in"');
  on("htmx:configRequest", ({ detail: { headers, parameters } }) => {
    if (!cookie()) return;
    headers["X-CSRFToken"] = cookie();
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = cookie();
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
  });
  on("htmx:responseError", ({ detail: { xhr } }) => refuse(xhr));
  on("htmx:sendError", () => alarm("Không kết nối được với máy chủ, chưa lưu." + safe));
  on("htmx:load", ({ detail: { elt } }) => {
    if (elt === doc.body) return;
    const said = elt.matches("[data-announce]") ? elt : elt.querySelector("[data-announce]");
    if (said) say(said.dataset.announce);
    all("form[data-draft]", elt).forEach(restore);
    count();
  });
  on("announce", ({ detail }) => say(detail.value));
  addEventListener("offline", () => alarm("Mất kết nối mạng, chưa gửi đi." + safe));
  addEventListener("online", () => alarm(""));

  settle();
  all("form[data-draft]").forEach(restore);
  all("[data-reveal]").forEach((n) => { n.hidden = false; });
  all("[data-keys]").forEach((n) => { n.checked = keys(); });
  count();
})();
