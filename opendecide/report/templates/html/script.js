"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const element = (tag, text, kind) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};
const by = id => document.getElementById(id);
const format = (value, digits) =>
  new Intl.NumberFormat(data.language === "fr" ? "fr-FR" : "en-GB",
    {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);
const percent = share =>
  new Intl.NumberFormat(data.language === "fr" ? "fr-FR" : "en-GB",
    {style: "percent", maximumFractionDigits: 0}).format(share);

/* The one formula that is also in Python: 100 × the sum of weight × value. */
function score(deployment, weights, persona) {
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (total === 0) return 0;
  return 100 * weights.reduce((sum, weight, c) => {
    const value = persona
      ? persona.factors[c].reduce((mean, share, f) => mean + share * deployment.factors[c][f], 0)
      : deployment.values[c];
    return sum + weight / total * value;
  }, 0);
}

const initial = data.criteria.map(one => 100 * one.weight);
const state = {weights: [...initial], persona: "", off: []};
const persona = () => data.personas.find(one => one.id === state.persona);

function ranked() {
  return data.deployments
    .map((one, position) => ({position, name: one.name, family: one.family,
      score: score(one, state.weights, persona())}))
    .sort((a, b) => b.score - a.score || a.position - b.position);
}

function show() {
  const total = state.weights.reduce((sum, one) => sum + one, 0);
  data.criteria.forEach((_, c) => {
    const slider = by("w" + c);
    if (Number(slider.value) !== Math.round(10 * state.weights[c]) / 10) slider.value = state.weights[c];
    const share = percent(total ? state.weights[c] / total : 0);
    by("s" + c).textContent = share;
    slider.setAttribute("aria-valuetext", share);
  });
  const rows = ranked();
  if (by("live")) by("live").replaceChildren(...rows.slice(0, 8).map((row, position) => {
    const item = element("li");
    const track = element("span", "", "track");
    const bar = element("span", "", "bar");
    bar.style.width = Math.max(0, Math.min(100, row.score)) + "%";
    track.append(bar);
    item.append(element("span", position + 1 + "."), element("span", row.name),
      element("span", format(row.score, 1), "score"), track);
    return item;
  }));
  const changed = rows.length > 0 && rows[0].position !== 0;
  by("live-message").textContent = rows.length === 0 ? "" : changed
    ? data.words.changed.replace("{name}", rows[0].name) : data.words.same;
  showReturning();
}

function showReturning() {
  const found = new Map();
  for (const gate of data.gates)
    if (state.off.includes(gate.id))
      for (const one of gate.excluded)
        if (one.gates.every(id => state.off.includes(id))) found.set(one.name, one);
  const names = [...found.keys()];
  const list = names.slice(0, 25).map(name => element("li", name));
  if (names.length > 25) list.push(element("li", data.words.more.replace("{number}", names.length - 25)));
  if (state.off.length && !names.length) list.push(element("li", data.words.nothing));
  const box = by("returning");
  if (box) box.replaceChildren(...list);
}

function remember() {
  const parts = ["w=" + state.weights.map(one => Math.round(10 * one) / 10).join(",")];
  if (state.persona) parts.push("p=" + state.persona);
  if (state.off.length) parts.push("off=" + state.off.join(","));
  history.replaceState(null, "", "#" + parts.join("&"));
}

function recall() {
  const stored = new URLSearchParams(location.hash.slice(1));
  const weights = (stored.get("w") || "").split(",").map(Number);
  if (!stored.has("w")) return;
  if (weights.length === initial.length && weights.every(one => one >= 0 && one <= 100)) state.weights = weights;
  state.persona = data.personas.some(one => one.id === stored.get("p")) ? stored.get("p") : "";
  const gates = data.gates.map(one => one.id);
  state.off = (stored.get("off") || "").split(",").filter(one => gates.includes(one));
  if (by("persona")) by("persona").value = state.persona;
  for (const box of document.querySelectorAll("[data-gate]")) box.checked = !state.off.includes(box.dataset.gate);
}

function changed() {
  remember();
  show();
}

data.criteria.forEach((_, c) => by("w" + c).addEventListener("input", event => {
  state.weights[c] = Number(event.target.value);
  changed();
}));
by("reset").addEventListener("click", () => {
  Object.assign(state, {weights: [...initial], persona: "", off: []});
  if (by("persona")) by("persona").value = "";
  for (const box of document.querySelectorAll("[data-gate]")) box.checked = true;
  history.replaceState(null, "", location.pathname + location.search);
  show();
});
if (by("persona")) by("persona").addEventListener("change", event => {
  state.persona = event.target.value;
  state.weights = persona() ? persona().weights.map(one => 100 * one) : [...initial];
  changed();
});
for (const box of document.querySelectorAll("[data-gate]"))
  box.addEventListener("change", () => {
    state.off = data.gates.map(one => one.id).filter(id =>
      !document.querySelector('[data-gate="' + id + '"]').checked);
    changed();
  });
addEventListener("hashchange", () => { recall(); show(); });

/* What stands behind a figure: shown on hover, on focus and on tap; Escape closes it. */
const box = by("explained");
let pinned = null;
function labels(written) {
  return written.split(", ").filter(Boolean).flatMap(part => {
    const [from, to] = part.split("–").map(one => Number(one.slice(1)));
    return Array.from({length: (to || from) - from + 1}, (_, step) => "E" + (from + step));
  });
}
function explain(target) {
  const parts = [];
  const origin = data.origins[target.dataset.origin];
  if (origin) {
    const title = element("p");
    title.append(element("strong", origin[0]));
    parts.push(title, element("p", origin[1]));
  }
  const cited = labels(target.dataset.facts || "");
  if (cited.length) {
    const list = element("ul");
    for (const label of cited.slice(0, 6)) {
      const fact = data.facts[label];
      if (!fact) continue;
      list.append(element("li", label + data.words.colon + fact[0] + " = " + fact[1] + " (" + fact.slice(2).join(", ") + ")"));
    }
    if (cited.length > 6) list.append(element("li", data.words.more.replace("{number}", cited.length - 6)));
    parts.push(list);
  }
  box.replaceChildren(...parts);
  box.hidden = false;
  const place = target.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 16));
  box.style.left = left + scrollX + "px";
  box.style.top = place.bottom + scrollY + 6 + "px";
  target.setAttribute("aria-describedby", "explained");
}
function hide() {
  box.hidden = true;
  pinned = null;
  for (const one of document.querySelectorAll("[aria-describedby=explained]")) one.removeAttribute("aria-describedby");
}
for (const one of document.querySelectorAll("[data-facts]")) {
  one.addEventListener("mouseenter", () => { if (!pinned) explain(one); });
  one.addEventListener("mouseleave", () => { if (!pinned) hide(); });
  one.addEventListener("focus", () => { if (!pinned) explain(one); });
  one.addEventListener("blur", hide);
  one.addEventListener("click", event => {
    if (pinned === one) return;
    event.preventDefault();
    explain(one);
    pinned = one;
  });
}
addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
document.addEventListener("click", event => { if (pinned && !event.target.closest("[data-facts],#explained")) hide(); });

if (matchMedia("(min-width: 1100px)").matches) document.querySelector("nav details").open = true;
by("what-if").hidden = false;
recall();
show();
