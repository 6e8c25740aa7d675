// <pcve-neighbourhood data-address="…/neighbourhood.json" data-page="…/neighbourhood" data-words="{…}">:
// a thing and what stands around it, drawn. The page at data-page says the same as a table. Without
// data-page it is the graph of something else, whose things cannot be expanded, and data-here its table.

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { button, colour, fill, here, isStill, make, onScheme, shortened } from "../graphs/elements.js";
import { icon, SHAPES } from "../graphs/shapes.js";

cytoscape.use(fcose);
cytoscape.warnings(false); // two things at one place have no line between them until they are set out

const ZOOM = 1.3;
const FINE = 80; // things, up to which they are set out well rather than quickly
const [TEXT, LETTER, LINE] = [12, 6.3, 15]; // pixels: the size of a name, and what a letter and a line take
const WIDEST = 2; // how much wider than high a graph is drawn

class Neighbourhood extends HTMLElement {
  async connectedCallback() {
    if (this.cy) return;
    this.words = JSON.parse(this.dataset.words);
    this.expanded = here(this.dataset.address).searchParams.get("expand")?.split(",") ?? [];
    this.off = new Set();
    const data = await this.load();
    if (!data) return;
    this.build();
    this.draw(data);
    onScheme(() => this.cy.style(styles()));
  }

  async load() {
    const answer = await fetch(this.address(), { headers: { Accept: "application/json" } });
    // The link that stands here without a script stays.
    return answer.ok ? answer.json() : null;
  }

  address(page = false) {
    const url = here(page ? this.dataset.page : this.dataset.address);
    if (this.expanded.length) url.searchParams.set("expand", this.expanded.join(","));
    url.search = url.search.replaceAll("%2C", ",");
    return url;
  }

  build() {
    const { words } = this;
    noStylesheet();
    this.canvas = make("div", { className: "graph-canvas", role: "img" });
    this.legend = make("div", { className: "graph-legend", role: "group", "aria-label": words.legend });
    this.panel = make("div", { className: "graph-panel", "aria-live": "polite" });
    this.picker = make("select");
    this.picker.addEventListener("change", () => this.select(this.picker.value));
    this.table = make("a", { textContent: words.table });
    const zoom = (factor) => () => this.zoom(factor);
    const tools = make(
      "div",
      { className: "graph-tools", role: "group", "aria-label": words.tools },
      button("+", zoom(ZOOM), { ariaLabel: words.in, title: words.in }),
      button("−", zoom(1 / ZOOM), { ariaLabel: words.out, title: words.out }),
      button(words.fit, () => this.cy.animate({ fit: { padding: 25 }, duration: isStill() ? 0 : 200 })),
      make("label", { className: "graph-pick" }, `${words.choose} `, this.picker),
      this.table,
    );
    this.summary = make("p", { className: "aside" });
    this.classList.add("is-drawn");
    this.replaceChildren(this.legend, this.canvas, tools, this.panel, this.summary);
    this.show(null);
  }

  draw(data) {
    const started = performance.now();
    this.data = data;
    const { nodes, edges } = data;
    if (!this.cy) {
      this.cy = cytoscape({ container: this.canvas, style: styles(), maxZoom: 3 });
      this.listen();
    }
    const former = new Set(this.cy.nodes().map((node) => node.id()));
    this.cy.batch(() => this.fillIn(nodes, edges));
    this.lay(former);
    this.say();
    this.dataset.ms = Math.round(performance.now() - started);
    this.dataset.ready = "true";
  }

  fillIn(nodes, edges) {
    const { cy } = this;
    const degree = {};
    for (const edge of edges) for (const end of [edge.from, edge.to]) degree[end] = (degree[end] ?? 0) + 1;
    const open = new Set([this.data.thing, ...(this.data.expanded ?? [])]);
    const kept = new Set([...nodes, ...edges].map((each) => each.id));
    cy.elements().filter((element) => !kept.has(element.id())).remove();
    const origin = cy.getElementById(this.opened ?? "").nonempty()
      ? cy.getElementById(this.opened).position()
      : { x: 0, y: 0 };
    nodes.forEach((node, place) => {
      const data = { ...node, label: shortened(node.name), degree: degree[node.id] ?? 0, open: open.has(node.id) || !this.dataset.page };
      const known = cy.getElementById(node.id);
      if (known.nonempty()) known.data(data);
      else cy.add({ group: "nodes", data, position: around(origin, place), classes: node.family });
    });
    cy.getElementById(this.data.thing).addClass("centre");
    for (const { id, from, to, relation, when, disputed, address } of edges) {
      if (cy.getElementById(id).nonempty()) continue;
      const label = when ? `${relation}, ${when}` : relation;
      const data = { id, source: from, target: to, label, address };
      cy.add({ group: "edges", data, classes: disputed ? "disputed" : "" });
    }
  }

  // Those that were there stay where they are, so that nobody loses the way.
  lay(former) {
    const fixed = this.cy.nodes().filter((node) => former.has(node.id()));
    const isLarge = this.cy.nodes().length > FINE;
    if (fixed.nonempty()) {
      const places = fixed.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
      this.setOut({ randomize: false, fixedNodeConstraint: places });
    } else {
      this.setOut({ quality: isLarge ? "draft" : "default" });
      this.spread();
      // What is there soon is put in order a little later.
      if (isLarge) setTimeout(() => this.refine());
    }
    this.name();
  }

  setOut(how) {
    const layout = this.cy.layout({
      name: "fcose",
      animate: false,
      nodeRepulsion: 12000,
      idealEdgeLength: 90,
      edgeElasticity: 0.3,
      gravity: 0.2,
      nodeSeparation: 110,
      padding: 25,
      ...how,
    });
    withSameChance(() => layout.run());
  }

  refine() {
    if (this.expanded.length > (this.data.expanded?.length ?? 0)) return;
    this.setOut({ randomize: false });
    this.spread();
    this.name();
  }

  // A graph comes out round; the page has more room beside than below.
  spread() {
    const { cy, canvas } = this;
    const { w, h } = cy.nodes().boundingBox({ includeLabels: false });
    const factor = Math.min((canvas.clientWidth / canvas.clientHeight) * (h / w || 1), WIDEST);
    if (factor > 1) cy.nodes().positions((node) => ({ x: node.position("x") * factor, y: node.position("y") }));
    cy.fit(undefined, 30);
  }

  // Names the best connected things first, and others where their name lies on no other.
  name() {
    const { cy } = this;
    const zoom = cy.zoom();
    const taken = [];
    const order = cy.nodes(":visible").sort((a, b) => rank(b) - rank(a));
    cy.batch(() => {
      cy.elements().style("font-size", TEXT / zoom);
      cy.nodes().removeClass("named");
      order.forEach((node) => {
        const { x, y } = node.renderedPosition();
        const half = (node.data("label").length * LETTER) / 2;
        const top = y + node.renderedHeight() / 2;
        const box = [x - half, top, x + half, top + LINE];
        const fits = box[0] >= 0 && box[2] <= this.canvas.clientWidth;
        const isFree = taken.every(([l, t, r, b]) => box[0] > r || box[2] < l || box[1] > b || box[3] < t);
        if (!isFree || !(fits || node.hasClass("centre"))) return;
        taken.push(box);
        node.addClass("named");
      });
    });
  }

  say() {
    const { data, words } = this;
    const counts = { nodes: data.nodes.length, edges: data.edges.length, name: data.name };
    this.canvas.setAttribute("aria-label", fill(words.label, counts));
    this.table.href = this.dataset.here && !this.expanded.length ? this.dataset.here : this.address(true);
    const left = data.left_out ? ` ${fill(words.left, { count: data.left_out })}` : "";
    this.summary.textContent = fill(words.counts, counts) + left;
    this.legend.replaceChildren(
      ...(data.families ?? []).map(({ family, name, count }) => this.entry(family, name, count)),
    );
    this.picker.replaceChildren(
      make("option", { value: "", textContent: "—" }),
      ...[...data.nodes]
        .sort((a, b) => a.name.localeCompare(b.name, this.lang || document.documentElement.lang))
        .map(({ id, name }) => make("option", { value: id, textContent: name })),
    );
  }

  entry(family, name, count) {
    const entry = button("", () => this.toggle(family, entry), {
      className: `kind-${family}`,
      ariaPressed: String(!this.off.has(family)),
    });
    entry.append(icon(SHAPES[family] ?? SHAPES.Entity), make("span", {}, name), make("small", {}, String(count)));
    return entry;
  }

  toggle(family, entry) {
    const isShown = this.off.delete(family) || !this.off.add(family);
    entry.ariaPressed = String(isShown);
    this.cy.nodes(`.${family}`).style("display", isShown ? "element" : "none");
    this.name();
  }

  listen() {
    const { cy } = this;
    cy.on("tap", "node", ({ target }) => this.select(target.id()));
    cy.on("tap", "edge", ({ target }) => this.show(target));
    cy.on("tap", ({ target }) => target === cy && this.select(""));
    cy.on("mouseover", "node, edge", ({ target }) => this.point(target));
    cy.on("mouseout", "node, edge", () => this.point(null));
    let waits;
    cy.on("zoom resize", () => {
      clearTimeout(waits);
      waits = setTimeout(() => this.name(), 60);
    });
    cy.on("resize", () => cy.fit(undefined, 30));
    // A page is scrolled past the graph by the wheel, until the graph is what one works with.
    cy.userZoomingEnabled(false);
    this.canvas.addEventListener("pointerdown", () => cy.userZoomingEnabled(true), { capture: true });
    this.canvas.addEventListener("pointerleave", () => cy.userZoomingEnabled(false));
  }

  point(target) {
    this.cy.elements().removeClass("pointed");
    if (target) target.union(target.connectedEdges?.()).union(target.connectedNodes?.()).addClass("pointed");
    this.canvas.classList.toggle("points", Boolean(target));
  }

  select(id) {
    const { cy } = this;
    cy.elements().removeClass("chosen near far");
    const node = id ? cy.getElementById(id) : cy.collection();
    this.picker.value = node.nonempty() ? id : "";
    if (node.empty()) return this.show(null);
    node.addClass("chosen");
    node.neighborhood().addClass("near");
    cy.elements().difference(node.closedNeighborhood()).addClass("far");
    this.show(node);
  }

  show(target) {
    const { words } = this;
    if (!target) return this.panel.replaceChildren(make("p", { className: "aside", textContent: words.hint }));
    const data = target.data();
    const open = make("a", { href: data.address, textContent: words.open });
    if (target.isEdge()) {
      const [from, to] = [target.source().data("name"), target.target().data("name")];
      const line = make("p", {}, make("strong", {}, from), ` ${data.label} `, make("strong", {}, to));
      if (target.hasClass("disputed")) line.append(` (${words.disputed})`);
      return this.panel.replaceChildren(line, make("p", { className: "row" }, open));
    }
    const name = make("strong", { textContent: data.name, lang: data.lang ?? "" });
    if (!data.lang) name.removeAttribute("lang");
    const expand = data.open ? null : button(words.expand, () => this.expand(data));
    this.panel.replaceChildren(
      make("p", {}, name, " ", make("span", { className: "count", textContent: data.kind })),
      make("p", { className: "row" }, open, expand),
    );
  }

  async expand({ id, slug }) {
    this.opened = id;
    this.expanded.push(slug);
    const data = await this.load();
    if (!data) return void this.expanded.pop();
    this.draw(data);
    for (const family of this.off) this.cy.nodes(`.${family}`).style("display", "none");
    this.cy.fit(undefined, 25);
    this.select(id);
  }

  zoom(factor) {
    const { cy, canvas } = this;
    const renderedPosition = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    cy.zoom({ level: cy.zoom() * factor, renderedPosition });
  }
}

function rank(node) {
  return node.hasClass("centre") ? Infinity : node.data("open") ? 1e6 + node.degree() : node.degree();
}

// Places on a spiral: the same each time, and none upon another.
function around({ x, y }, place) {
  const [angle, radius] = [place * 2.39996, 40 * Math.sqrt(place)];
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
}

// Runs what asks for chance, so that it gets the same each time: a graph looks as it did yesterday.
function withSameChance(does) {
  const { random } = Math;
  let state = 1;
  Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  try {
    does();
  } finally {
    Math.random = random;
  }
}

// Cytoscape writes a <style> unless there is an element of this name; its one rule is in graphs.css.
function noStylesheet() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.head.append(make("meta", { id }));
}

function styles() {
  const [ink, paper, quiet, mark, link] = ["ink", "paper", "quiet", "mark", "link"].map(colour);
  const text = {
    color: ink,
    "font-family": getComputedStyle(document.documentElement).getPropertyValue("--sans").trim(),
    "text-outline-color": paper,
    "text-outline-width": 2.5,
  };
  const families = Object.entries(SHAPES).map(([family, corners]) => ({
    selector: `node.${family}`,
    style: {
      "background-color": colour(`kind-${family}`),
      shape: corners ? "polygon" : "ellipse",
      ...(corners && { "shape-polygon-points": corners }),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        ...text,
        "font-size": TEXT,
        "text-valign": "bottom",
        "text-margin-y": 3,
        width: "mapData(degree, 1, 40, 15, 36)",
        height: "mapData(degree, 1, 40, 15, 36)",
        "border-width": 1,
        "border-color": paper,
        "overlay-opacity": 0,
      },
    },
    ...families,
    { selector: "node.named", style: { label: "data(label)" } },
    {
      selector: "node.centre",
      style: { width: 40, height: 40, "font-weight": 700, "z-index": 5 },
    },
    {
      selector: "edge",
      style: {
        ...text,
        width: 1.1,
        "line-color": quiet,
        "line-opacity": 0.55,
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "target-arrow-color": quiet,
        "arrow-scale": 0.7,
        "font-size": 11,
        "text-wrap": "wrap",
        "text-max-width": 150,
        "overlay-padding": 4,
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge.disputed",
      style: { "line-style": "dashed", "line-color": mark, "target-arrow-color": mark, "line-opacity": 1, width: 1.6 },
    },
    { selector: ".far", style: { opacity: 0.22 } },
    { selector: "node.pointed, node.chosen", style: { label: "data(name)", "z-index": 9 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": ink } },
    {
      selector: "edge.pointed, edge.near",
      style: { "line-color": link, "target-arrow-color": link, "line-opacity": 1, width: 2 },
    },
    { selector: "edge.pointed", style: { label: "data(label)", "z-index": 9 } },
    { selector: "edge.disputed.near, edge.disputed.pointed", style: { "line-color": mark, "target-arrow-color": mark } },
  ];
}

customElements.define("pcve-neighbourhood", Neighbourhood);
