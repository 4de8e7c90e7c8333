// Lists: filter, sort and page without losing place; rows by keyboard; selection with a batch bar.
import htmx from "htmx.org";
import { all, on, one, typing, words } from "./dom";

let lastBox: HTMLInputElement | null = null;

function listOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>("[data-list]");
}

/** Fetch the page at the address and swap this list only; the address changes with it. */
async function go(list: HTMLElement, address: string): Promise<void> {
  const id = `#${list.id}`;
  list.classList.add("is-loading");
  const focused = document.activeElement?.id;
  try {
    await htmx.ajax("get", address, { source: list, target: id, select: id, swap: "outerHTML" });
    history.pushState({ list: list.id }, "", address);
    document.getElementById(focused ?? "")?.focus();
  } finally {
    one(id)?.classList.remove("is-loading");
  }
}

function formAddress(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  const columns: string[] = [];
  for (const [name, value] of new FormData(form)) {
    if (name === "cols") columns.push(String(value));
    else if (value) query.append(name, String(value));
  }
  if (columns.length) query.set("cols", columns.join(","));
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

/** Shift and click adds the column to the sort; a column already there is turned round. */
function addedSort(link: HTMLAnchorElement): string {
  const address = new URL(location.href);
  const key = link.dataset["sort"] ?? "";
  const parts = (address.searchParams.get("sort") ?? "").split(",").filter(Boolean);
  const at = parts.findIndex((part) => part.replace(/^-/, "") === key);
  if (at < 0) parts.push(key);
  else parts[at] = parts[at] === key ? `-${key}` : key;
  address.searchParams.set("sort", parts.join(","));
  for (const name of ["after", "before"]) address.searchParams.delete(name);
  return address.pathname + address.search;
}

function rows(list: ParentNode): HTMLTableRowElement[] {
  return all<HTMLTableRowElement>("tbody tr[data-key]", list);
}

function focusRow(row: HTMLTableRowElement | undefined): void {
  if (!row) return;
  for (const other of rows(row.parentElement!)) other.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** The row after (1) or before (-1) the one whose link leads to an address; used by the drawer too. */
export function neighbour(address: string, step: 1 | -1): HTMLAnchorElement | null {
  const links = all<HTMLAnchorElement>("[data-list] a[data-open]");
  const at = links.findIndex((link) => link.pathname + link.search === address);
  return at < 0 ? null : (links[at + step] ?? null);
}

function moveByKey(event: KeyboardEvent): void {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || !one("#drawer")?.hidden) return;
  const step = ({ j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 } as Record<string, number>)[event.key];
  const current = document.activeElement?.closest<HTMLTableRowElement>("tr[data-key]") ?? null;
  const list = current ? listOf(current) : one("[data-list]");
  if (!list || document.querySelector("dialog[open], details.menu[open]")) return;
  // Arrows scroll the page unless the list has the focus; j and k always mean the rows.
  if (step && (current || list.contains(document.activeElement) || event.key.length === 1)) {
    event.preventDefault();
    const found = rows(list);
    focusRow(found[current ? Math.min(Math.max(found.indexOf(current) + step, 0), found.length - 1) : 0]);
  } else if (current && event.target === current && event.key === "Enter") {
    one<HTMLAnchorElement>("a[data-open]", current)?.click();
  } else if (current && event.target === current && event.key === " ") {
    event.preventDefault();
    one<HTMLInputElement>("input[name=key]", current)?.click();
  }
}

function select(box: HTMLInputElement, event: MouseEvent): void {
  const list = listOf(box);
  if (!list) return;
  const boxes = all<HTMLInputElement>("input[name=key]", list);
  if (event.shiftKey && lastBox && boxes.includes(lastBox)) {
    const [from, to] = [boxes.indexOf(lastBox), boxes.indexOf(box)].sort((a, b) => a - b) as [number, number];
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  }
  lastBox = box;
  showSelection(list);
}

function showSelection(list: HTMLElement): void {
  const boxes = all<HTMLInputElement>("input[name=key]", list);
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) {
    box.setAttribute("form", `batch-${list.id.replace(/^list-/, "")}`);
    box.closest("tr")?.classList.toggle("sel", box.checked);
  }
  const bar = one("[data-batchbar]", list);
  if (bar) bar.hidden = chosen.length === 0;
  const count = one("[data-selected]", list);
  if (count) count.textContent = words("selected").replace("(n)", String(chosen.length));
  const whole = one<HTMLInputElement>("[data-all]", list);
  if (whole) {
    whole.checked = chosen.length === boxes.length;
    whole.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
  }
}

function openRow(event: MouseEvent, row: HTMLElement): void {
  const target = event.target as Element;
  if (target.closest("a, button, input, label, select, summary") || window.getSelection()?.toString()) return;
  one<HTMLAnchorElement>("a[data-open]", row)?.click();
}

export function startLists(): void {
  on<SubmitEvent>("submit", "form[data-list-form]", (event, form) => {
    const list = listOf(form);
    if (!list) return;
    event.preventDefault();
    void go(list, formAddress(form as HTMLFormElement));
  });
  on<MouseEvent>("click", "a[data-list-link], .chip-filter a", (event, target) => {
    const list = listOf(target);
    const link = target as HTMLAnchorElement;
    if (!list || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void go(list, event.shiftKey && link.dataset["sort"] ? addedSort(link) : link.pathname + link.search);
  });
  on<MouseEvent>("click", "input[name=key]", (event, box) => select(box as HTMLInputElement, event));
  on("click", "[data-all]", (_event, box) => {
    const list = listOf(box);
    if (!list) return;
    for (const other of all<HTMLInputElement>("input[name=key]", list)) other.checked = (box as HTMLInputElement).checked;
    showSelection(list);
  });
  on<MouseEvent>("click", "tr[data-key]", openRow);
  document.addEventListener("keydown", moveByKey);
  window.addEventListener("popstate", (event) => {
    const state = event.state as { list?: string } | null;
    if (one("#drawer")?.hidden !== false && (state?.list || one("[data-list]"))) location.reload();
  });
}
