// Who printed it and when stands at the foot of every printed page, with the page's number. Engines without margin boxes print the line
// once, after the text.
import { all } from "./dom";

export function startPaper(): void {
  const line = all(".print-foot")[0]?.textContent?.trim();
  if (!line || !("CSSMarginRule" in window)) return;
  document.documentElement.style.setProperty("--printed", JSON.stringify(line));
  document.documentElement.classList.add("has-margin-boxes");
}
