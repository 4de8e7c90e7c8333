// The drawer: a page shown at the right of the list it was opened from. Its address is the page's own, so it can be
// reloaded, sent and opened in a tab; Esc or Back closes it; Alt with the arrows goes to the next row.
import htmx from "htmx.org";
import { all, on, one, stamp } from "./dom";
import { mayLeave } from "./forms";
import { neighbour } from "./lists";

let opener: HTMLElement | null = null;
let shown = "";
let depth = 0; // how many addresses the drawer put into the history

function parts(): { drawer: HTMLElement; scrim: HTMLElement } | null {
  const drawer = one("#drawer");
  const scrim = one("#scrim");
  return drawer && scrim ? { drawer, scrim } : null;
}

async function open(address: string, wide: boolean, from: HTMLElement | null): Promise<void> {
  const found = parts();
  if (!found) return void location.assign(address);
  const { drawer, scrim } = found;
  if (!drawer.hidden && !(await mayLeave(drawer))) return;
  const first = drawer.hidden;
  if (first) opener = from;
  drawer.classList.toggle("wide", wide);
  const waiting = one<HTMLTemplateElement>("#drawer-loading")?.content.cloneNode(true);
  drawer.replaceChildren(...(waiting ? [waiting] : []));
  drawer.hidden = scrim.hidden = false;
  document.body.classList.add("has-drawer");
  one("#app")?.setAttribute("inert", "");
  shown = address;
  if (first) {
    history.pushState({ drawer: address }, "", address);
    depth = 1;
  } else history.replaceState({ drawer: address }, "", address);
  await htmx.ajax("get", address, { source: drawer, target: drawer, swap: "innerHTML", headers: { "Zhiheng-Drawer": "1" } });
  markRow(address);
  drawer.classList.toggle("wide", wide || one(".drawer-h", drawer)?.classList.contains("wide") === true);
  drawer.focus();
}

function markRow(address: string): void {
  for (const link of all<HTMLAnchorElement>("a[data-open]")) {
    link.closest("tr")?.classList.toggle("sel", link.pathname + link.search === address && !link.closest("tr")?.querySelector("input:checked"));
  }
}

function hide(): void {
  const found = parts();
  if (!found || found.drawer.hidden) return;
  found.drawer.hidden = found.scrim.hidden = true;
  found.drawer.replaceChildren();
  document.body.classList.remove("has-drawer");
  one("#app")?.removeAttribute("inert");
  const row = opener?.closest<HTMLElement>("tr[data-key]");
  (row?.tabIndex === 0 ? row : opener)?.focus();
  shown = "";
}

async function close(): Promise<void> {
  const found = parts();
  if (!found || found.drawer.hidden || !(await mayLeave(found.drawer))) return;
  // Going back takes the drawer's address out of the bar; popstate then hides it.
  if (depth > 0) history.back();
  else hide();
}

function keys(event: KeyboardEvent): void {
  const found = parts();
  if (!found || found.drawer.hidden || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") void close();
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const next = neighbour(shown, event.key === "ArrowDown" ? 1 : -1);
    if (next) void open(next.pathname + next.search, next.dataset["drawer"] === "wide", next);
  }
  if (event.key === "Tab") trap(event, found.drawer);
}

/** Focus stays inside while the drawer covers the page. */
function trap(event: KeyboardEvent, drawer: HTMLElement): void {
  const stops = all<HTMLElement>("a[href], button:not([disabled]), input, select, textarea, summary, [tabindex='0']", drawer).filter((e) => e.offsetParent);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const at = document.activeElement;
  if (!first || !last) return;
  if (event.shiftKey && (at === first || at === drawer)) last.focus();
  else if (!event.shiftKey && at === last) first.focus();
  else return;
  event.preventDefault();
}

export function startDrawer(): void {
  if (!stamp("drawer-loading")) return;
  on<MouseEvent>("click", "a[data-drawer]", (event, target) => {
    const link = target as HTMLAnchorElement;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link.origin !== location.origin) return;
    // Never a drawer in a drawer: inside one, the link opens as a page.
    if (link.closest("#drawer")) return;
    event.preventDefault();
    void open(link.pathname + link.search, link.dataset["drawer"] === "wide", link);
  });
  on("click", "#drawer [data-close], #scrim", () => void close());
  on("click", "#drawer [data-page]", (event) => {
    event.preventDefault();
    location.assign(shown);
  });
  document.addEventListener("keydown", keys);
  window.addEventListener("popstate", () => {
    depth = 0;
    hide();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { target, xhr } = (event as CustomEvent<{ target: Element; xhr: XMLHttpRequest }>).detail;
    if (target.id !== "drawer") return;
    // What failed is said in the drawer itself, in the server's words.
    const said = one("[data-problem]", new DOMParser().parseFromString(xhr.responseText, "text/html"));
    const body = one("#drawer .drawer-b");
    if (said && body) body.replaceChildren(document.importNode(said, true));
  });
}
