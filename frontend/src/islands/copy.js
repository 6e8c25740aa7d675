// <pcve-copy data-text="…" data-label="Copy" data-done="Copied">: a button that copies a text. It is
// made here, since without a script nothing could be copied.

class Copy extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.dataset.label;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => this.copy(button));
    this.replaceChildren(button);
  }

  async copy(button) {
    await navigator.clipboard.writeText(this.dataset.text);
    button.textContent = this.dataset.done;
    setTimeout(() => (button.textContent = this.dataset.label), 2000);
  }
}

customElements.define("pcve-copy", Copy);
