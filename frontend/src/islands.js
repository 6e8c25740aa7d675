// Loads an island when it is about to be seen, and none before. An island is a custom element
// <pcve-NAME>, defined by islands/NAME.js; what stands in it in the page is there without it.

const SOON = "200px";
const files = import.meta.glob("./islands/*.js");
const loaders = new Map(
  Object.entries(files).map(([path, load]) => [`pcve-${path.split("/").at(-1).slice(0, -3)}`, load]),
);

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      loaders.get(target.localName)();
    }
  },
  { rootMargin: SOON },
);

for (const name of loaders.keys()) {
  for (const element of document.querySelectorAll(name)) watcher.observe(element);
}
