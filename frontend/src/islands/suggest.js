// <pcve-suggest data-address="/search" data-leads="true"><input></pcve-suggest>: names as one types, by
// the pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices. Choosing a
// name leads to its page, or, without data-leads, writes its identifier into the input.

const MOST = 8;
const PATIENCE = 120; // milliseconds after a key before the server is asked

class Suggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-suggestions`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    const says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries({ ...says, autocomplete: "off" })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.show([]));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    this.dataset.ready = "";
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PATIENCE);
  }

  async ask() {
    const text = this.input.value.trim();
    if (!text) return this.show([]);
    const asked = new URLSearchParams({ q: text, most: MOST, language: document.documentElement.lang });
    const answer = await fetch(`${this.dataset.address}?${asked}`, { headers: { Accept: "application/json" } });
    if (answer.ok && text === this.input.value.trim()) this.show((await answer.json()).hits);
  }

  show(hits) {
    this.list.replaceChildren(...hits.map((hit, place) => this.option(hit, place)));
    this.list.hidden = !hits.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point(null);
  }

  option(hit, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.dataset.slug = hit.id.split("/").at(-1);
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = hit.kinds.map((each) => each.text).join(", ");
    const other = hit.matched.text !== hit.label.text ? ` (${hit.matched.text})` : "";
    option.append(hit.label.text + other, " ", kind);
    return option;
  }

  press(event) {
    const options = [...this.list.children];
    const at = options.indexOf(this.active);
    const moves = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 };
    if (event.key in moves && options.length) {
      event.preventDefault();
      this.point(options.at(moves[event.key] % options.length));
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault(); // it would empty the input
      this.show([]);
    }
  }

  point(option) {
    this.active?.removeAttribute("aria-selected");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (!option) return;
    const slug = option.dataset.slug;
    this.show([]);
    if ("leads" in this.dataset) location.assign(this.dataset.leads + slug + location.search.replace(/.*\b(lang=\w+).*|.*/, (_, lang) => (lang ? `?${lang}` : "")));
    else this.input.value = slug;
  }
}

customElements.define("pcve-suggest", Suggest);
