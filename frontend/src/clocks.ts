// Clocks count on while a page is open: the words of the server with the time replaced; without this module they stand as drawn.
import { all, one, words } from "./dom";

const EVERY = 1000;

/** The two largest units that are not nothing; the words for them come with the page. */
function spoken(seconds: number): string {
  const units = words("clockUnits").split(",");
  const parts = [Math.floor(seconds / 86400), Math.floor((seconds % 86400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const first = parts.findIndex((part) => part > 0);
  const from = first < 0 ? 3 : first;
  return parts.slice(from, from + 2).map((part, n) => `${part}${units[from + n] ?? ""}`).join(units[0]?.startsWith(" ") ? " " : "");
}

/** Whether somebody is writing here: then the page stays as it is, and the clock's own words must do. */
function busy(): boolean {
  const fields = all<HTMLInputElement | HTMLTextAreaElement>("main textarea, main input[type='text'], dialog textarea, dialog input");
  return one("dialog[open]") !== null || fields.some((field) => field.value !== field.defaultValue);
}

/** Bring every clock of the page up to now; one that has just run out asks the server for the truth. */
function tick(): void {
  for (const clock of all<HTMLTimeElement>("time[data-countdown]")) {
    const left = Math.round((Date.parse(clock.dateTime) - Date.now()) / EVERY);
    const missed = left < 0;
    const turned = clock.dataset["missed"] !== undefined && (clock.dataset["missed"] === "1") !== missed;
    if (turned && !busy()) location.reload();
    clock.dataset["missed"] = missed ? "1" : "0";
    clock.textContent = words(missed ? "clockMissed" : "clockLeft").replace("(t)", spoken(Math.abs(left)));
  }
}

export function startClocks(): void {
  setInterval(() => tick(), EVERY);
}
