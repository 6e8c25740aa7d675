// <pcve-editor> around the textarea of a form: highlighting, completion from this graph, faults at
// their place. The textarea stays what the form sends. Everything is drawn in a shadow root, so that
// its styles are adopted style sheets, which the policy of the page lets through.
//
// data-terms, data-check, data-layout, data-search: addresses; data-label, data-hint, data-format:
// words of the page; data-language: its language.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const CHECK_AFTER = 600; // ms without typing
const SUGGESTED = 10;
const LONGEST_ADDRESS = 6000; // as the service has it: what is longer goes by POST
const VARIABLE = /[?$]\w*/;
const NAME = /[\p{L}][\p{L}\p{N}_-]*:[\p{L}\p{N}_-]*|[\p{L}][\p{L}\p{N}_-]*/u;

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.modifier], color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.number, tags.bool, tags.literal], color: "var(--mark)" },
  { tag: tags.variableName, fontStyle: "italic" },
  { tag: tags.comment, color: "var(--quiet)" },
  { tag: [tags.namespace, tags.propertyName, tags.className, tags.url], color: "var(--ink)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--panel)", border: "1px solid var(--line)", borderRadius: ".25rem", fontSize: ".85rem" },
  "&.cm-focused": { outline: "3px solid var(--mark)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", Consolas, monospace', lineHeight: "1.5", minHeight: "11rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--panel)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--line) 30%, transparent)" },
  ".cm-content ::selection": { background: "color-mix(in srgb, var(--link) 28%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--line)", fontFamily: "var(--sans)" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".25rem .5rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--paper)", background: "var(--link)" },
  ".cm-completionDetail": { marginLeft: ".8rem", fontStyle: "normal", opacity: "1" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--mark)" },
});

class Editor extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.area = this.querySelector("textarea");
    this.form = this.area.form;
    const root = this.attachShadow({ mode: "open" });
    const place = document.createElement("div");
    const tools = document.createElement("div");
    tools.className = "tools";
    root.append(place, tools);
    this.view = new EditorView({ parent: place, root, state: this.state() });
    tools.append(this.hint(), this.formatButton());
    styled(root);
    for (const label of this.area.labels) label.addEventListener("click", () => this.view.focus());
    this.form.addEventListener("submit", (event) => this.send(event));
    this.dataset.ready = "true";
  }

  state() {
    return EditorState.create({
      doc: this.area.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => this.ask() }])),
        history(),
        lineNumbers(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        sparql(),
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        autocompletion({ override: [(context) => this.complete(context)], icons: false }),
        lintGutter(),
        linter((view) => this.check(view), { delay: CHECK_AFTER }),
        // Tab is not bound: it leaves the editor, as it leaves any field.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.area.value = update.state.doc.toString();
        }),
        EditorView.contentAttributes.of({ "aria-label": this.dataset.label, "aria-describedby": "hint" }),
        look,
      ],
    });
  }

  hint() {
    const hint = document.createElement("p");
    hint.id = "hint";
    hint.textContent = this.dataset.hint;
    return hint;
  }

  formatButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.dataset.format;
    button.addEventListener("click", () => this.layOut());
    return button;
  }

  get text() {
    return this.view.state.doc.toString();
  }

  ask() {
    this.form.requestSubmit();
    return true;
  }

  send(event) {
    const isLong = encodeURIComponent(this.text).length > LONGEST_ADDRESS;
    if (isLong && !event.submitter?.formMethod) this.form.method = "post";
  }

  async layOut() {
    const answer = await posted(this.dataset.layout, this.text);
    if (!answer) return;
    const text = (await answer.text()).trimEnd();
    if (text !== this.text) {
      const changes = { from: 0, to: this.view.state.doc.length, insert: text };
      // One step to undo, whatever was typed just before.
      this.view.dispatch({ changes, annotations: isolateHistory.of("full") });
    }
    this.view.focus();
  }

  async check(view) {
    if (!this.text.trim()) return [];
    const answer = await posted(this.dataset.check, this.text);
    if (!answer) return [];
    const { problems } = await answer.json();
    return problems.map((problem) => ({
      ...placed(view.state.doc, problem),
      severity: "error",
      message: [problem.message, problem.remedy].filter(Boolean).join(" "),
    }));
  }

  async complete(context) {
    const variable = context.matchBefore(VARIABLE);
    if (variable) return { from: variable.from, options: this.variables(variable.text), validFor: /^[?$]\w*$/ };
    const name = context.matchBefore(NAME);
    if (!name && !context.explicit) return null;
    const typed = name?.text ?? "";
    const from = name?.from ?? context.pos;
    const [prefix, rest] = typed.includes(":") ? typed.split(":", 2) : ["", typed];
    if (prefix === "id") return this.things(context, from, rest);
    const options = await this.terms(prefix);
    if (prefix || !context.explicit || rest.length < 2) return { from, options, validFor: /^[\w-]*:?[\w-]*$/ };
    const things = await this.things(context, from, rest);
    return { from, options: [...options, ...things.options] };
  }

  variables(typed) {
    const names = new Set(this.text.match(/[?$]\w+/g));
    return [...names].filter((name) => name !== typed).map((label) => ({ label, type: "variable" }));
  }

  async terms(prefix) {
    this.known ??= fetched(this.dataset.terms);
    const known = await this.known;
    if (!known) return [];
    const { language } = this.dataset;
    const terms = known.terms.map((term) => ({
      label: term.name,
      detail: term.labels[language] ?? Object.values(term.labels)[0],
      apply: this.applied(term.name),
      boost: term.kind === "predicate" ? 1 : 0,
    }));
    if (prefix) return terms.filter((term) => term.label.startsWith(`${prefix}:`));
    const declared = Object.entries(known.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, apply: this.applied(`${name}:`) }));
    return [...KEYWORDS, ...declared, ...terms];
  }

  // What is chosen, and the line that declares its prefix where the query lacks it.
  applied(text) {
    return async (view, _, from, to) => {
      const prefix = text.slice(0, text.indexOf(":"));
      const iri = (await this.known)?.prefixes[prefix] ?? (prefix === "id" ? "https://w3id.org/pcvegraph/id/" : "");
      const isDeclared = new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(this.text);
      const line = iri && !isDeclared ? `PREFIX ${prefix}: <${iri}>\n` : "";
      const changes = [{ from, to, insert: text }];
      if (line) changes.unshift({ from: 0, insert: line });
      view.dispatch({ changes, selection: { anchor: from + text.length + line.length }, userEvent: "input.complete" });
      if (text.endsWith(":")) startCompletion(view);
    };
  }

  async things(context, from, words) {
    const none = { from, options: [] };
    if (!words) return none;
    this.known ??= fetched(this.dataset.terms);
    const asked = new URLSearchParams({ q: words.replaceAll("-", " "), most: SUGGESTED, format: "json", language: this.dataset.language });
    const found = await fetched(`${this.dataset.search}?${asked}`);
    if (!found || context.aborted) return none;
    const options = found.hits.map((hit, place) => {
      const slug = hit.id.slice(hit.id.lastIndexOf("/") + 1);
      return {
        label: hit.label.text,
        detail: `id:${slug}`,
        apply: this.applied(`id:${slug}`),
        boost: SUGGESTED - place,
      };
    });
    // The service has found them: what is typed need not stand in the name.
    return { from, options, filter: false };
  }
}

const KEYWORDS = (
  "SELECT DISTINCT WHERE PREFIX ASK CONSTRUCT DESCRIBE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND " +
  "EXISTS GROUP ORDER HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT LANG STR REGEX " +
  "CONTAINS STRSTARTS LCASE COALESCE IF BOUND DATATYPE YEAR"
)
  .split(" ")
  .map((label) => ({ label, type: "keyword" }));

// From line and column, as people count, to the word there.
function placed(doc, { line, column }) {
  if (!line || line > doc.lines) return { from: 0, to: Math.min(doc.length, 1) };
  const { from, to, text } = doc.line(line);
  // A column counts characters; the editor counts halves of pairs.
  const at = Math.min([...text].slice(0, column - 1).join("").length, text.length);
  const word = /^[\w:?$-]+/.exec(text.slice(at))?.[0].length ?? 1;
  const start = Math.min(from + at, to);
  const end = Math.min(start + word, to);
  return end > start ? { from: start, to: end } : { from: Math.max(start - 1, from), to };
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // without the service there is still an editor
  }
}

async function posted(address, text) {
  try {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/sparql-query" }, body: text });
    return answer.ok ? answer : null;
  } catch {
    return null;
  }
}

function styled(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    div.tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .3rem 1rem; margin-top: .35rem; }
    p { margin: 0; font: .88rem/1.5 var(--sans); color: var(--quiet); }
    button { min-height: 1.75rem; padding: .15rem .7rem; border: 1px solid var(--line); border-radius: .25rem; font: .88rem var(--sans); color: var(--link); background: var(--paper); cursor: pointer; }
    button:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
  `);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

customElements.define("pcve-editor", Editor);
