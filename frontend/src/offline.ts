// Tasks without a network: hours and kinds of work are kept on the device, never a name; gone at sign-out and on the next day.
import { entriesWaiting } from "./device_draft";
import { all, one } from "./dom";

const KEY = "zhiheng-tasks";

interface Task { at: string; what: string }
interface Kept { day: string; place: string; tasks: Task[] }

export function registerWorker(): void {
  const assets = [one<HTMLScriptElement>("script[src*='build/app']")?.src, one<HTMLLinkElement>("link[href*='build/style']")?.href];
  if (!("serviceWorker" in navigator) || assets.some((address) => !address)) return;
  const query = assets.map((address) => `asset=${encodeURIComponent(new URL(address ?? "").pathname + new URL(address ?? "").search)}`).join("&");
  void navigator.serviceWorker.register(`/worker.js?${query}`).catch(() => undefined);
}

function keep(list: HTMLElement): void {
  const tasks = all<HTMLElement>("[data-task]", list).map((task) => ({ at: task.dataset["at"] ?? "", what: task.dataset["task"] ?? "" }));
  const kept: Kept = { day: list.dataset["day"] ?? "", place: list.dataset["tasks"] ?? "", tasks };
  localStorage.setItem(KEY, JSON.stringify(kept));
}

function kept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

function show(list: HTMLElement): void {
  const found = kept();
  const none = one<HTMLElement>("[data-no-tasks]");
  if (!found || found.day !== list.dataset["today"] || found.tasks.length === 0) return;
  for (const task of found.tasks) {
    const line = list.appendChild(document.createElement("li"));
    line.append(Object.assign(document.createElement("span"), { className: "at", textContent: task.at }));
    line.append(Object.assign(document.createElement("span"), { className: "what", textContent: task.what }));
  }
  if (none) none.hidden = true;
}

/** The cached page was written on another day: today is the device's. */
function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}

export function startOffline(): void {
  const waiting = one<HTMLElement>("[data-offline-tasks]");
  if (waiting) {
    waiting.dataset["today"] = today();
    show(waiting);
    const drafts = one<HTMLElement>("[data-drafts]");
    if (drafts && entriesWaiting()) {
      drafts.hidden = false;
      drafts.textContent = drafts.textContent!.replace("(n)", String(entriesWaiting()));
    }
    window.addEventListener("online", () => location.reload());
    return;
  }
  const list = one<HTMLElement>("[data-tasks]");
  if (list) {
    keep(list);
    registerWorker();
  }
  for (const form of all<HTMLFormElement>("form[data-sign-out]")) form.addEventListener("submit", () => localStorage.removeItem(KEY));
}
