// What the islands that draw graphs share: elements, words, and what the page looks like.

// Returns an element with properties and children; a property that begins with "data-" or "aria-" and
// `role` are attributes.
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (/^(data-|aria-|role$|for$|list$)/.test(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(text, does, properties = {}) {
  const element = make("button", { type: "button", textContent: text, ...properties });
  element.addEventListener("click", does);
  return element;
}

const LONGEST = 34; // characters of a name in a picture

export function shortened(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

// Returns the words of the page with `{placeholders}` filled.
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// An address as this page reaches it: the page may be seen under another host than its public one.
export function here(address) {
  const url = new URL(address, location.href);
  return new URL(url.pathname + url.search + url.hash, location.href);
}

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function onScheme(does) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", does);
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
