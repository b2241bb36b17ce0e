"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const by = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const element = (tag, text, kind) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};
const region = {en: "en-GB", fr: "fr-FR"}[data.language] || data.language;
const oneDecimal = new Intl.NumberFormat(region, {minimumFractionDigits: 1, maximumFractionDigits: 1});
const wholePercent = new Intl.NumberFormat(region, {style: "percent", maximumFractionDigits: 0});
const SHOWN = 8, NAMED = 3;

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

const state = {weights: [], persona: "", off: []};
const chosen = () => data.personas.find(one => one.id === state.persona);
const start = () => (chosen() ? chosen().weights : data.criteria.map(one => one.weight)).map(one => 100 * one);

function ranked() {
  return data.deployments
    .map((one, position) => ({position, rank: one.rank, name: one.name, family: one.family,
      score: score(one, state.weights, chosen())}))
    .sort((a, b) => b.score - a.score || a.position - b.position);
}

/* A message is spoken only when it changes. */
function tell(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

function showWeights() {
  const moved = start().some((usual, c) => usual !== state.weights[c]);
  const total = state.weights.reduce((sum, one) => sum + one, 0);
  data.criteria.forEach((_, c) => {
    const slider = by("w" + c), share = wholePercent.format(total ? state.weights[c] / total : 0);
    if (Math.abs(Number(slider.value) - state.weights[c]) > 0.05) slider.value = state.weights[c];
    slider.setAttribute("aria-valuetext", share);
    by("s" + c).textContent = share;
  });
  for (const button of all("[data-persona]"))
    button.setAttribute("aria-pressed", String(!moved && button.dataset.persona === state.persona));
}

function showRanking() {
  const rows = ranked();
  if (!rows.length) return;
  by("live").replaceChildren(...rows.slice(0, SHOWN).map((row, place) => {
    const item = element("li"), name = element("span", row.name), track = element("span", "", "track"), bar = element("span", "", "bar");
    if (row.position !== place)
      name.append(" ", element("span", data.words.before.replace("{rank}", row.rank), "quiet small"));
    bar.style.width = Math.max(0, Math.min(100, row.score)) + "%";
    track.append(bar);
    item.append(element("span", place + 1 + ".", "quiet"), name, element("span", oneDecimal.format(row.score), "score"), track);
    item.dataset.score = row.score;
    return item;
  }));
  const another = rows[0].position !== 0;
  by("live-message").classList.toggle("changed", another);
  tell(by("live-message"), another ? data.words.changed.replace("{name}", rows[0].name) : data.words.same);
}

function returning() {
  const free = one => one.gates.every(gate => state.off.includes(gate));
  const lifted = data.gates.filter(gate => state.off.includes(gate.id));
  const found = new Map(lifted.flatMap(gate => gate.excluded.filter(free).map(one => [one.name, one.family])));
  return [...found].map(([name, family]) => ({name, family}));
}

/* One line for each family: how many come back, and the first of them by name. */
function families(found) {
  const members = new Map();
  for (const one of found) members.set(one.family, [...members.get(one.family) || [], one.name]);
  return [...members].map(([family, names]) => {
    const line = element("li"), rest = names.length - NAMED;
    line.append(element("strong", family), " (" + names.length + ")" + data.words.colon + names.slice(0, NAMED).join(data.words.semicolon));
    if (rest > 0) line.append(data.words.semicolon + data.words.more.replace("{number}", rest));
    return line;
  });
}

function showReturning() {
  if (!by("returning")) return;
  const found = returning();
  const said = found.length ? data.words.returning.replace("{number}", found.length) : data.words.nothing;
  tell(by("returning-message"), state.off.length ? said : "");
  by("returning").replaceChildren(...families(found));
  for (const box of all("[data-gate]")) box.checked = !state.off.includes(box.dataset.gate);
}

function show() {
  showWeights();
  showRanking();
  showReturning();
}

/* The address keeps what was moved: #w.cost=30&persona=individual&off=skills */
function written() {
  const parts = new URLSearchParams(), from = start();
  if (state.persona) parts.set("persona", state.persona);
  data.criteria.forEach((one, c) => {
    if (state.weights[c] !== from[c]) parts.set("w." + one.id, state.weights[c]);
  });
  if (state.off.length) parts.set("off", state.off.join(","));
  return parts.toString();
}

function remember() {
  history.replaceState(null, "", written() ? "#" + written() : location.pathname + location.search);
}

function recall() {
  const stored = new URLSearchParams(location.hash.slice(1));
  state.persona = data.personas.some(one => one.id === stored.get("persona")) ? stored.get("persona") : "";
  state.weights = start().map((usual, c) => {
    const given = stored.get("w." + data.criteria[c].id), weight = Number(given);
    return given && weight >= 0 && weight <= 100 ? weight : usual;
  });
  state.off = data.gates.map(one => one.id).filter(one => (stored.get("off") || "").split(",").includes(one));
}

function change(part) {
  Object.assign(state, part);
  if ("persona" in part) state.weights = start();
  remember();
  show();
}

data.criteria.forEach((_, c) => by("w" + c).addEventListener("input", event =>
  change({weights: state.weights.map((one, place) => place === c ? Math.round(10 * event.target.value) / 10 : one)})));
for (const button of all("[data-persona]"))
  button.addEventListener("click", () => change({persona: button.dataset.persona}));
for (const box of all("[data-gate]"))
  box.addEventListener("change", () => change({off: all("[data-gate]:not(:checked)").map(one => one.dataset.gate)}));
if (by("reset")) by("reset").addEventListener("click", () => change({persona: "", off: []}));
