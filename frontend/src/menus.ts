// Menus close when one clicks elsewhere or presses Esc; theme, density and menu width change without a reload.
import { all, on, one, revealScripted } from "./dom";

const YEAR = 365 * 24 * 3600;

function keep(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `zh_${name}=${value}; Max-Age=${YEAR}; Path=/; SameSite=Lax${secure}`;
}

function closeOthers(but: Element | null): void {
  for (const menu of all<HTMLDetailsElement>("details.menu[open]")) if (menu !== but) menu.open = false;
}

/** Draw the choice at once; language needs the server, so its form is simply sent. */
function choose(event: SubmitEvent): void {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement) || button.name === "language") return;
  event.preventDefault();
  keep(button.name, button.value);
  if (button.name === "theme") document.documentElement.dataset["theme"] = button.value;
  if (button.name === "density") showDensity(button.value);
  for (const other of all<HTMLButtonElement>(`.btn-group [name="${button.name}"]`)) {
    other.setAttribute("aria-pressed", String(other.value === button.value));
  }
}

function showDensity(value: string): void {
  for (const table of all("[data-list] .table")) table.classList.toggle("dense", value === "dense");
  for (const button of all<HTMLButtonElement>(".toolbar [name=density]")) button.value = value === "dense" ? "normal" : "dense";
}

export function toggleMenu(): void {
  const app = one("#app");
  if (!app) return;
  const narrow = (one(".nav")?.offsetWidth ?? 0) < 100;
  app.classList.toggle("mini", !narrow);
  app.classList.toggle("full", narrow);
  keep("menu", narrow ? "full" : "mini");
}

export function startMenus(): void {
  revealScripted();
  document.addEventListener("click", (event) => {
    const inside = event.target instanceof Element ? event.target.closest("details.menu") : null;
    closeOthers(inside);
  });
  document.addEventListener("keydown", (event) => {
    const open = one<HTMLDetailsElement>("details.menu[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    one("summary", open)?.focus();
    event.stopImmediatePropagation();
  });
  on<SubmitEvent>("submit", "form[data-preferences]", choose);
  on<SubmitEvent>("submit", "form[data-menu-form]", (event) => {
    event.preventDefault();
    toggleMenu();
  });
  on("click", "[data-print]", () => window.print());
}
