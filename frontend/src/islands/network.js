// <pcve-network data-file="…json?positions=true" data-view="{…}" data-words="{…}" data-titles="{…}">: a
// network in node-link JSON, drawn where the server puts its nodes. Its table stands on the same page.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import { button, colour, fill, here, isStill, make, onScheme, shortened } from "../graphs/elements.js";
import { icon } from "../graphs/shapes.js";

const BASE = "https://w3id.org/pcvegraph/";
const COLOURS = 9; // of kinds or communities; what comes after shares one
const [SMALLEST, LARGEST] = [2.5, 12]; // pixels: nodes
const ROOM = 100; // times the width of the drawing: what its nodes share
const MOVED = 2000; // edges, from which on only nodes are drawn while the drawing is moved
const LISTED = 60; // neighbours in the panel
const ZOOM = 1.5;
const TEXTS = ["kind", "country"];
const PLACES = ["x", "y"];

class Network extends HTMLElement {
  async connectedCallback() {
    if (this.sigma) return;
    this.words = JSON.parse(this.dataset.words);
    this.titles = JSON.parse(this.dataset.titles);
    this.view = JSON.parse(this.dataset.view);
    const table = [...this.childNodes];
    if (!hasWebgl()) return this.tell(this.words.noWebgl, table);
    this.tell(this.words.loading, table);
    const answer = await fetch(here(this.dataset.file), { headers: { Accept: "application/json" } });
    if (!answer.ok) return this.replaceChildren(...table);
    this.read(await answer.json());
    this.build(table);
    this.draw();
  }

  tell(text, table) {
    this.replaceChildren(make("p", { className: "aside", textContent: text }), ...table);
  }

  read({ directed, nodes, edges }) {
    this.graph = new Graph({ type: directed ? "directed" : "undirected", multi: true });
    for (const { id, x = 0, y = 0, ...facts } of nodes) this.graph.addNode(id, { x, y, facts });
    for (const { id, source, target, kind, weight, spells = [] } of edges) {
      this.graph.addEdgeWithKey(id, source, target, { facts: { kind, weight, spells } });
    }
    const facts = nodes.flatMap((node) => Object.entries(node));
    const names = [...new Set(facts.filter(([, value]) => typeof value === "number").map(([name]) => name))];
    this.numbers = names.filter((name) => !PLACES.includes(name));
    const days = edges.flatMap(({ spells = [] }) => spells.flat().filter(Boolean)).sort();
    this.years = days.length ? [days[0], days.at(-1)].map((day) => Number(day.slice(0, 4))) : null;
    this.undated = edges.filter(({ spells = [] }) => !spells.length).length;
    this.size = this.numbers.includes(this.view.size) ? this.view.size : this.first();
    this.colouring = this.groupings().includes(this.view.colour) ? this.view.colour : "kind";
    this.year = this.years && Number(this.view.year) ? Number(this.view.year) : null;
    this.withUndated = true;
    this.off = new Set();
    this.chosen = null;
  }

  first() {
    return this.numbers.find((name) => name !== "degree" && !isGroup(name)) ?? "degree";
  }

  groupings() {
    return [...TEXTS, ...this.numbers.filter(isGroup)];
  }

  build(table) {
    const { words } = this;
    this.canvas = make("div", { className: "graph-canvas", role: "img", "aria-label": words.canvas });
    this.legend = make("div", { className: "graph-legend", role: "group", "aria-label": words.legend });
    this.panel = make("div", { className: "graph-panel", "aria-live": "polite" });
    const tools = make(
      "div",
      { className: "graph-tools", role: "group", "aria-label": words.tools },
      button("+", () => this.zoom(1 / ZOOM), { ariaLabel: words.in, title: words.in }),
      button("−", () => this.zoom(ZOOM), { ariaLabel: words.out, title: words.out }),
      button(words.fit, () => this.camera.animate({ x: 0.5, y: 0.5, ratio: 1 }, this.pace())),
      ...this.finder(),
      this.choice(words.size, this.numbers.filter((name) => !isGroup(name)), this.size, (name) => this.resize(name)),
      this.choice(words.colour, this.groupings(), this.colouring, (name) => this.recolour(name)),
    );
    this.classList.add("is-drawn");
    this.replaceChildren(this.legend, this.canvas, tools, ...(this.years ? [this.slider()] : []), this.panel, ...table);
    this.show(null);
  }

  finder() {
    const list = make("datalist", { id: "network-names" });
    list.append(
      ...this.graph.mapNodes((_, { facts }) => facts.label).sort((a, b) => a.localeCompare(b)).map((value) => make("option", { value })),
    );
    const input = make("input", { type: "search", list: list.id, autocomplete: "off", spellcheck: false });
    const find = () => {
      const wanted = input.value.trim().toLocaleLowerCase();
      if (wanted) this.select(this.graph.findNode((_, { facts }) => facts.label.toLocaleLowerCase() === wanted) ?? null, true);
    };
    input.addEventListener("input", find);
    return [make("label", { className: "graph-pick" }, `${this.words.find} `, input), list];
  }

  choice(title, names, chosen, does) {
    const options = names.map((name) =>
      make("option", { value: name, textContent: this.titles[name] ?? this.words[name] ?? name, selected: name === chosen }),
    );
    const select = make("select", {}, ...options);
    select.addEventListener("change", () => does(select.value));
    return make("label", { className: "graph-pick" }, `${title} `, select);
  }

  slider() {
    const { words, years } = this;
    const [min, max] = years;
    const range = make("input", { type: "range", min, max, step: 1, ariaLabel: words.yearOf });
    range.value = this.year ?? max;
    const output = make("output", { textContent: this.year ?? "" });
    const isOf = make("input", { type: "checkbox", checked: this.year !== null });
    const undated = make("input", { type: "checkbox", checked: true });
    const turn = () => {
      this.year = isOf.checked ? Number(range.value) : null;
      this.withUndated = undated.checked;
      range.disabled = undated.disabled = !isOf.checked;
      output.textContent = this.year ?? "";
      range.setAttribute("aria-valuetext", range.value);
      this.refresh();
      this.remember("year", this.year ?? "");
    };
    for (const input of [range, isOf, undated]) input.addEventListener("input", turn);
    range.disabled = undated.disabled = !isOf.checked;
    return make(
      "div",
      { className: "graph-tools", role: "group", "aria-label": words.year },
      make("label", { className: "graph-pick" }, isOf, ` ${words.year}`),
      range,
      output,
      make("label", { className: "graph-pick" }, undated, ` ${fill(words.undated, { count: this.undated })}`),
    );
  }

  draw() {
    const started = performance.now();
    this.measure();
    this.group();
    this.mix();
    this.sigma = new Sigma(this.graph, this.canvas, {
      nodeReducer: (node, data) => this.nodeNow(node, data),
      edgeReducer: (edge, data) => this.edgeNow(edge, data),
      defaultDrawNodeHover: drawHover,
      defaultDrawNodeLabel: drawLabel,
      labelSize: 12,
      labelFont: getComputedStyle(document.documentElement).getPropertyValue("--sans").trim(),
      labelRenderedSizeThreshold: 6,
      labelDensity: 0.8,
      zIndex: true,
      hideEdgesOnMove: this.graph.size > MOVED,
      // The programs that ask least of the graphics card.
      edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram },
      defaultEdgeType: this.graph.type === "directed" && this.graph.size <= MOVED ? "arrow" : "line",
      nodeProgramClasses: { circle: NodePointProgram },
      enableCameraRotation: false,
    });
    this.camera = this.sigma.getCamera();
    this.listen();
    if (this.view.node) this.select(this.graph.hasNode(BASE + "id/" + this.view.node) ? BASE + "id/" + this.view.node : null, true);
    onScheme(() => {
      this.mix();
      this.refresh();
    });
    this.sigma.once("afterRender", () => {
      this.dataset.ms = Math.round(performance.now() - started);
      this.dataset.ready = "true";
    });
    this.sigma.refresh();
  }

  measure() {
    const values = this.graph.mapNodes((_, { facts }) => Math.abs(facts[this.size] ?? 0));
    const most = values.reduce((a, b) => Math.max(a, b), Number.EPSILON);
    const room = Math.sqrt((ROOM * this.canvas.clientWidth) / this.graph.order);
    const largest = Math.min(LARGEST, Math.max(LARGEST / 2.4, room));
    this.graph.updateEachNodeAttributes((_, data) => {
      const share = Math.sqrt(Math.abs(data.facts[this.size] ?? 0) / most);
      return { ...data, size: SMALLEST + (largest - SMALLEST) * share };
    });
  }

  // The largest groups have a colour each.
  group() {
    const counts = new Map();
    this.graph.forEachNode((_, { facts }) => {
      const group = this.groupOf(facts);
      counts.set(group, (counts.get(group) ?? 0) + 1);
    });
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || String(a).localeCompare(String(b)));
    this.groups = new Map(sorted.map(([group, count], place) => [group, { count, series: place < COLOURS ? place + 1 : "other" }]));
    this.off.clear();
    this.list();
  }

  groupOf(facts) {
    return facts[this.colouring] ?? "";
  }

  seriesOf(facts) {
    return this.groups.get(this.groupOf(facts)).series;
  }

  list() {
    const entries = new Map();
    for (const [group, { count, series }] of this.groups) {
      const entry = entries.get(series) ?? { names: [], count: 0 };
      entries.set(series, { names: [...entry.names, this.nameOf(group)], count: entry.count + count });
    }
    this.legend.replaceChildren(
      ...[...entries].map(([series, { names, count }]) => {
        const text = series === "other" ? this.words.other : names[0];
        const entry = button("", () => this.toggle(series, entry), { className: `series-${series}`, ariaPressed: "true", title: names.slice(0, 20).join(", ") });
        entry.append(icon(null), make("span", {}, text), make("small", {}, String(count)));
        return entry;
      }),
    );
  }

  nameOf(group) {
    if (isGroup(this.colouring)) return fill(this.words.community, { number: group });
    return group === "" ? "—" : group;
  }

  toggle(series, entry) {
    const isShown = this.off.delete(String(series)) || !this.off.add(String(series));
    entry.ariaPressed = String(isShown);
    this.refresh();
  }

  isOff(node) {
    return this.off.has(String(this.seriesOf(this.graph.getNodeAttribute(node, "facts"))));
  }

  holds({ spells }) {
    if (this.year === null) return true;
    if (!spells.length) return this.withUndated;
    const [first, last] = [`${this.year}-01-01`, `${this.year}-12-31`];
    return spells.some(([start, end]) => (!start || start <= last) && (!end || end >= first));
  }

  nodeNow(node, data) {
    const series = this.seriesOf(data.facts);
    const shown = { x: data.x, y: data.y, size: data.size, label: shortened(data.facts.label), color: this.colours.series[series] };
    if (this.off.has(String(series))) return { ...shown, hidden: true };
    if (this.chosen === null) return shown;
    if (node === this.chosen) return { ...shown, highlighted: true, forceLabel: true, zIndex: 2 };
    if (this.near.has(node)) return { ...shown, zIndex: 1 };
    return { ...shown, color: this.colours.line, label: "", zIndex: 0 };
  }

  edgeNow(edge, data) {
    const ends = this.graph.extremities(edge);
    const isNear = this.chosen !== null && ends.includes(this.chosen);
    if (!this.holds(data.facts)) return { hidden: true };
    if (this.chosen !== null && !isNear) return { hidden: this.graph.size > 3000, color: this.colours.faint, size: 0.5, zIndex: 0 };
    return isNear ? { color: this.colours.link, size: 1.6, zIndex: 1 } : { color: this.colours.edge, size: 0.8, zIndex: 0 };
  }

  listen() {
    const { sigma, canvas } = this;
    sigma.on("clickNode", ({ node }) => this.select(node));
    sigma.on("clickStage", () => this.select(null));
    sigma.on("enterNode", () => canvas.classList.add("points"));
    sigma.on("leaveNode", () => canvas.classList.remove("points"));
    // A page is scrolled past the drawing by the wheel, until the drawing is what one works with.
    let isUsed = false;
    canvas.addEventListener("pointerdown", () => (isUsed = true), { capture: true });
    canvas.addEventListener("pointerleave", () => (isUsed = false));
    canvas.addEventListener("wheel", (event) => isUsed || event.stopPropagation(), { capture: true });
  }

  mix() {
    const series = Object.fromEntries([...Array(COLOURS).keys()].map((n) => [n + 1, colour(`series-${n + 1}`)]));
    const [ink, paper, line, link, other] = ["ink", "paper", "line", "link", "series-other"].map(colour);
    this.colours = { series: { ...series, other }, line, link, edge: mixed(other, paper, 0.45), faint: mixed(other, paper, 0.15) };
    Object.assign(PAINT, { ink, paper });
  }

  refresh() {
    this.sigma.refresh({ skipIndexation: true });
  }

  resize(name) {
    this.size = name;
    this.measure();
    this.refresh();
    this.remember("size", name);
  }

  recolour(name) {
    this.colouring = name;
    this.group();
    this.refresh();
    this.remember("colour", name);
  }

  zoom(factor) {
    this.camera.animate({ ratio: this.camera.ratio * factor }, this.pace());
  }

  pace() {
    return { duration: isStill() ? 1 : 250 };
  }

  select(node, isFar = false) {
    this.chosen = node;
    this.near = new Set(node === null ? [] : this.graph.neighbors(node));
    this.refresh();
    this.show(node);
    this.remember("node", node === null ? "" : node.split("/").at(-1));
    if (node === null || !isFar) return;
    const { x, y } = this.sigma.getNodeDisplayData(node);
    this.camera.animate({ x, y, ratio: Math.min(this.camera.ratio, 0.4) }, this.pace());
  }

  show(node) {
    const { graph, words } = this;
    if (node === null) return this.panel.replaceChildren(make("p", { className: "aside", textContent: words.hint }));
    const { facts } = graph.getNodeAttributes(node);
    const said = [facts.kind, facts.country, ...this.numbers.map((name) => `${this.titles[name] ?? name} ${written(facts[name])}`)];
    const neighbours = [...this.near].filter((each) => !this.isOff(each)).map((each) => [graph.getNodeAttribute(each, "facts").label, each]);
    neighbours.sort(([a], [b]) => a.localeCompare(b));
    const items = neighbours.slice(0, LISTED).map(([label, each]) =>
      make("li", {}, button(label, () => this.select(each, true), { className: "link" })),
    );
    const path = node.startsWith(BASE) ? `/${node.slice(BASE.length)}` : node;
    const root = here(this.dataset.file).pathname.replace(/\/networks\/.*$/, "");
    this.panel.replaceChildren(
      make("p", {}, make("strong", {}, facts.label), " ", make("span", { className: "count" }, said.filter(Boolean).join(" · "))),
      make("p", {}, make("a", { href: path.startsWith("/") ? root + path + this.language() : path, textContent: words.open })),
      make("p", { className: "aside" }, fill(words.neighbours, { count: neighbours.length })),
      make("ul", {}, ...items, ...(neighbours.length > LISTED ? [make("li", {}, "…")] : [])),
    );
  }

  language() {
    const asked = new URL(location.href).searchParams.get("lang");
    return asked ? `?lang=${asked}` : "";
  }

  // The address of the page always is that of what is seen.
  remember(name, value) {
    const url = new URL(location.href);
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
    history.replaceState(null, "", url);
    for (const code of document.querySelectorAll(".share")) code.textContent = url.href;
    for (const copy of document.querySelectorAll("pcve-copy")) copy.dataset.text = url.href;
  }
}

const PAINT = { ink: "", paper: "" };

const isGroup = (name) => name === "community" || name === "component";

function written(value) {
  if (value === undefined || value === null) return "—";
  return value.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 4 });
}

function hasWebgl() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

// Returns a colour between two, as WebGL takes it.
function mixed(above, below, share) {
  const [a, b] = [above, below].map((text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)));
  return `#${a.map((n, i) => Math.round(n * share + b[i] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function drawLabel(context, data, settings) {
  if (!data.label) return;
  context.font = `${settings.labelSize}px ${settings.labelFont}`;
  const [x, y] = [data.x + data.size + 4, data.y + settings.labelSize / 3];
  Object.assign(context, { lineWidth: 3, lineJoin: "round", strokeStyle: PAINT.paper, fillStyle: PAINT.ink });
  context.strokeText(data.label, x, y);
  context.fillText(data.label, x, y);
}

function drawHover(context, data, settings) {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
  Object.assign(context, { lineWidth: 2, strokeStyle: PAINT.ink });
  context.stroke();
  drawLabel(context, data, settings);
}

customElements.define("pcve-network", Network);
