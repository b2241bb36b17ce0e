/* What stands behind a figure: shown on hover, on focus and on tap; Escape closes it. */
const FACTS = 3;
const box = by("explained");
let pinned = null;

function labels(written) {
  return written.split(", ").filter(Boolean).flatMap(part => {
    const [from, to] = part.split("–").map(one => Number(one.slice(1)));
    return Array.from({length: (to || from) - from + 1}, (_, step) => "E" + (from + step));
  });
}

function factLine(label) {
  const [name, value, source, day, grade] = data.facts[label], line = element("li");
  line.append(element("strong", label), " " + name + data.words.colon + value, element("br"), element("span", [source, day, grade].join(" · "), "quiet"));
  return line;
}

function explain(target) {
  const parts = [], set = target.dataset;
  const origin = "formula" in set ? [set.label, set.formula] : data.origins[set.origin];
  if (origin) {
    const title = element("p");
    title.append(element("strong", origin[0]));
    parts.push(title, element("p", origin[1]));
  }
  const cited = labels(set.facts || "").filter(label => label in data.facts);
  if (cited.length) {
    const list = element("ul");
    list.append(...cited.slice(0, FACTS).map(factLine));
    if (cited.length > FACTS) list.append(element("li", data.words.more.replace("{number}", cited.length - FACTS)));
    parts.push(list);
  } else if ("origin" in set && !set.read) parts.push(element("p", data.words.own, "quiet"));
  if (set.read) {
    const list = element("ul");
    list.append(...set.read.split("\n").map(line => element("li", line)));
    parts.push(list);
  }
  box.replaceChildren(...parts);
  box.hidden = false;
  place(target.getBoundingClientRect());
  target.setAttribute("aria-describedby", "explained");
}

/* Below the figure, or above it where the window ends; never wider than the window. */
function place(at) {
  const root = document.documentElement, gap = 6;
  const below = at.bottom + gap + box.offsetHeight <= root.clientHeight || at.top < box.offsetHeight + gap;
  box.style.left = Math.max(8, Math.min(at.left, root.clientWidth - box.offsetWidth - 8)) + scrollX + "px";
  box.style.top = (below ? at.bottom + gap : at.top - gap - box.offsetHeight) + scrollY + "px";
}

function hide() {
  box.hidden = true;
  pinned = null;
  for (const one of all("[aria-describedby=explained]")) one.removeAttribute("aria-describedby");
}

for (const one of all("[data-facts]")) {
  one.addEventListener("mouseenter", () => { if (!pinned) explain(one); });
  one.addEventListener("mouseleave", () => { if (!pinned) hide(); });
  one.addEventListener("focus", () => { if (!pinned) explain(one); });
  one.addEventListener("blur", hide);
  one.addEventListener("click", event => {
    if (pinned === one) return;
    event.preventDefault();
    hide();
    explain(one);
    pinned = one;
  });
}
addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
document.addEventListener("click", event => { if (pinned && !event.target.closest("[data-facts],#explained")) hide(); });
