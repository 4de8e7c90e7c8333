// Clocks count on while a page is open: the words of the server with the time replaced; without this module they stand as drawn.
import { all } from "./dom";

const EVERY = 1000;

function spoken(seconds: number): string {
  const zh = document.documentElement.lang.startsWith("zh");
  const parts = [Math.floor(seconds / 86400), Math.floor((seconds % 86400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const units = zh ? ["天", "小时", "分", "秒"] : [" d", " h", " min", " s"];
  const first = parts.findIndex((part) => part > 0);
  const from = first < 0 ? 3 : first;
  return parts.slice(from, from + 2).map((part, n) => `${part}${units[from + n]}`).join(zh ? "" : " ");
}

/** Bring every clock of the page up to now; one that has just run out asks the server for the truth. */
function tick(): void {
  for (const clock of all<HTMLTimeElement>("time[data-countdown]")) {
    const left = Math.round((Date.parse(clock.dateTime) - Date.now()) / EVERY);
    const missed = left < 0;
    if (clock.dataset["missed"] !== undefined && (clock.dataset["missed"] === "1") !== missed) location.reload();
    clock.dataset["missed"] = missed ? "1" : "0";
    const zh = document.documentElement.lang.startsWith("zh");
    const time = spoken(Math.abs(left));
    clock.textContent = missed ? (zh ? `已超时${time}` : `missed for ${time}`) : zh ? `剩余${time}` : `${time} left`;
  }
}

export function startClocks(): void {
  setInterval(() => tick(), EVERY);
}
