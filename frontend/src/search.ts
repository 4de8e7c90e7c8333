// Search from anywhere: answers appear under the box while one types, and are walked with the arrows.
import htmx from "htmx.org";
import { all, one } from "./dom";

let active = -1;

function hits(): HTMLAnchorElement[] {
  return all<HTMLAnchorElement>("#search-panel [data-hit]");
}

function mark(at: number): void {
  const found = hits();
  active = found.length ? (at + found.length) % found.length : -1;
  found.forEach((hit, i) => hit.classList.toggle("is-active", i === active));
  found[active]?.scrollIntoView({ block: "nearest" });
}

export function focusSearch(): void {
  const input = one<HTMLInputElement>(".gsearch input");
  input?.focus();
  input?.select();
}

function close(panel: HTMLElement): void {
  panel.hidden = true;
  active = -1;
}

function onKey(event: KeyboardEvent, form: HTMLFormElement, panel: HTMLElement): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    if (panel.hidden) one<HTMLInputElement>("input", form)?.blur();
    close(panel);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(active + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter" && active >= 0 && !event.isComposing) {
    event.preventDefault();
    hits()[active]?.click();
  }
}

export function startSearch(): void {
  const form = one<HTMLFormElement>(".gsearch");
  const panel = one("#search-panel");
  const input = form && one<HTMLInputElement>("input", form);
  if (!form || !panel || !input) return;
  const address = form.dataset["search"];
  let timer = 0;
  let last = "";
  const ask = (): void => {
    const text = input.value.trim();
    if (!address || !text) return close(panel);
    if (text === last && !panel.hidden) return;
    last = text;
    void htmx.ajax("get", `${address}?q=${encodeURIComponent(text)}`, { source: panel, target: panel, swap: "innerHTML" }).then(() => {
      panel.hidden = document.activeElement !== input;
      mark(0);
    });
  };
  const later = (event?: Event): void => {
    // An input method is still composing: half a pinyin syllable is not a question yet.
    if (event instanceof InputEvent && event.isComposing) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, 150);
  };
  input.addEventListener("input", later);
  input.addEventListener("compositionend", () => later());
  input.addEventListener("focus", () => later());
  form.addEventListener("keydown", (event) => onKey(event, form, panel));
  document.addEventListener("click", (event) => event.target instanceof Element && !form.contains(event.target) && close(panel));
}
