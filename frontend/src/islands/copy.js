// <pcve-copy data-text="…" data-done="Copied"><button>Copy</button></pcve-copy>: the button copies the text.

class Copy extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.label = this.button.textContent;
    this.button.setAttribute("aria-live", "polite");
    this.button.addEventListener("click", () => this.copy());
  }

  async copy() {
    await navigator.clipboard.writeText(this.dataset.text);
    this.button.textContent = this.dataset.done;
    setTimeout(() => (this.button.textContent = this.label), 2000);
  }
}

customElements.define("pcve-copy", Copy);
