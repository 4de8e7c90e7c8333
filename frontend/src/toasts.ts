// Says what happened to a request that failed: what, what was kept, and the code to quote.
import { on, one, stamp, words } from "./dom";

export function toast(title: string, text: string, kind: "bad" | "note" = "bad"): void {
  const box = stamp("toast");
  const place = one("#toasts");
  if (!box || !place) return;
  if (kind === "note") box.classList.add("is-note");
  one("[data-title]", box)!.textContent = title;
  one("[data-words]", box)!.textContent = text;
  place.append(box);
  if (kind === "note") window.setTimeout(() => box.remove(), 4000);
  while (place.children.length > 3) place.firstElementChild?.remove();
}

/** The server's own words when it sent some, else ours. */
function explain(request: XMLHttpRequest): [string, string] {
  const answer = new DOMParser().parseFromString(request.responseText || "", "text/html");
  const problem = one("[data-problem] > div", answer);
  if (problem?.textContent) return [words("failed"), problem.textContent.trim().replace(/\s+/g, " ")];
  return [words("failed"), `${words("failedKept")} ${words("code")} E-${request.status}`];
}

export function startToasts(): void {
  on("click", "[data-dismiss]", (_event, button) => button.closest(".toast")?.remove());
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    // The session ended: the sign-in page brings the reader back here.
    if (xhr.status === 401) location.reload();
    else toast(...explain(xhr));
  });
  const lost = (): void => toast(words("offline"), words("offlineKept"));
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  watchProgress();
}

/** A thin line at the top while a request takes longer than 300 ms. */
function watchProgress(): void {
  let waiting = 0;
  let timer = 0;
  const line = one("#progress");
  document.addEventListener("htmx:beforeRequest", () => {
    waiting += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => waiting > 0 && line?.classList.add("is-on"), 300);
  });
  document.addEventListener("htmx:afterRequest", () => {
    waiting = Math.max(0, waiting - 1);
    if (waiting === 0) line?.classList.remove("is-on");
  });
}
