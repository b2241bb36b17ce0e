/* The page around it: links open what is folded, tables become cards on a phone, paper shows all. */
function reveal(target) {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const one of all(".found")) one.classList.remove("found");
  if (target.matches("tr")) target.classList.add("found");
  target.scrollIntoView();
}

/* A link inside the page leaves the address to the sliders once they were moved. */
document.addEventListener("click", event => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && by(link.getAttribute("href").slice(1));
  if (!target || event.defaultPrevented) return;
  hide();
  if (written()) {
    event.preventDefault();
    target.tabIndex = -1;
    target.focus({preventScroll: true});
  }
  reveal(target);
  if (link.closest("nav") && !wide.matches) link.closest("details").open = false;
});

addEventListener("hashchange", () => {
  if (by(location.hash.slice(1))) return;
  recall();
  show();
});

/* On a phone a row is a card: its cells stand below each other and carry the titles of the columns. */
function cards(table) {
  const titles = [...table.querySelectorAll("thead th")].map(one => one.textContent);
  if (titles.length < 4) return;
  table.classList.add("stack");
  for (const row of table.querySelectorAll("tbody tr"))
    [...row.cells].forEach((cell, c) => {
      const title = titles[c + titles.length - row.cells.length];
      if (cell.tagName === "TD" && cell.textContent.trim()) cell.dataset.label = title;
    });
}

/* Only what overflows is worth a stop of the Tab key. */
const stops = new ResizeObserver(seen => {
  for (const {target} of seen)
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
});

const entries = new Map(all('nav a[href^="#section-"]').map(one => [by(one.getAttribute("href").slice(1)).closest("section"), one]));
const inView = new IntersectionObserver(seen => {
  for (const {target, isIntersecting} of seen) {
    if (!isIntersecting) continue;
    for (const one of entries.values()) one.removeAttribute("aria-current");
    entries.get(target).setAttribute("aria-current", "true");
  }
}, {rootMargin: "-15% 0px -80% 0px"});

let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => { for (const one of folded) one.open = false; });

const wide = matchMedia("(min-width: 1100px)");
const contents = document.querySelector("nav details");
wide.addEventListener("change", () => { contents.open = wide.matches; });
contents.open = wide.matches;
for (const table of all("table")) cards(table);
for (const one of all(".scroll")) stops.observe(one);
for (const section of entries.keys()) inView.observe(section);
if (by("what-if")) {
  by("what-if").hidden = false;
  document.documentElement.classList.add("live");
}
recall();
show();
const wanted = by(location.hash.slice(1));
if (wanted) reveal(wanted);
