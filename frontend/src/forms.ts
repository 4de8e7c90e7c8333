// Forms: focus goes to what must be corrected, nothing typed is lost, a form is sent once.
import { ask } from "./dialogs";
import { all, on, one, revealScripted, words } from "./dom";
import { toast } from "./toasts";

const changed = new WeakSet<HTMLFormElement>();

/** Whether something typed within is not yet sent. */
export function unsaved(within: ParentNode = document): boolean {
  return all<HTMLFormElement>("form", within).some((form) => changed.has(form));
}

export async function mayLeave(within: ParentNode): Promise<boolean> {
  return !unsaved(within) || ask(words("unsaved"), words("leave"));
}

function addPasswordButtons(within: ParentNode): void {
  for (const box of all("[data-password]", within)) {
    const input = one<HTMLInputElement>("input", box);
    if (!input || one("button", box)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-text";
    button.textContent = words("show");
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.textContent = words(shown ? "show" : "hide");
    });
    box.append(button);
  }
}

/** Say an empty required field on leaving it; the server says it again on sending. */
function checkOnBlur(input: HTMLInputElement): void {
  const field = input.closest(".field");
  if (!field || !input.required || field.classList.contains("err")) return;
  let line = one(".errmsg", field);
  if (!input.value.trim() && input.dataset["touched"]) {
    if (!line) {
      line = document.createElement("span");
      line.className = "errmsg";
      line.dataset["ours"] = "1";
      input.before(line);
    }
    line.textContent = words("fill");
  } else if (line?.dataset["ours"]) {
    line.remove();
  }
}

function enliven(within: ParentNode): void {
  revealScripted(within);
  addPasswordButtons(within);
  one("[data-error-summary]", within)?.focus();
}

function watchSending(): void {
  on("input", "form:not([method=get]):not([data-preferences]):not([data-points])", (_event, form) => changed.add(form as HTMLFormElement));
  on<SubmitEvent>("submit", "form", (event, target) => {
    const form = target as HTMLFormElement;
    changed.delete(form);
    if (form.method !== "post" || event.defaultPrevented) return;
    // A second press must not send a second act; the browser restores the page with the mark cleared.
    if (form.dataset["sent"]) event.preventDefault();
    else form.dataset["sent"] = "1";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset["sent"]));
  window.addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());
}

export function startForms(): void {
  enliven(document);
  document.addEventListener("htmx:afterSettle", (event) => enliven(event.target as HTMLElement));
  on("input", ".field .input", (_event, input) => (input.dataset["touched"] = "1"));
  on("focusout", ".field input.input", (_event, input) => checkOnBlur(input as HTMLInputElement));
  on("change", "[data-submit]", (_event, control) => (control as HTMLSelectElement).form?.requestSubmit());
  on("click", "[data-copy-address]", () => void navigator.clipboard?.writeText(location.href).then(() => toast(words("copied"), location.href, "note")));
  on("click", ".err-summary a", (event, link) => {
    const field = document.getElementById((link as HTMLAnchorElement).hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
  watchSending();
}
