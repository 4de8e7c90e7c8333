// Who printed it and when stands at the foot of every printed page, with the page's number. Engines without margin boxes print the line
// once, after the text.
import { all } from "./dom";

export function startPaper(): void {
  const line = all(".print-foot")[0]?.textContent?.replace(/\s+/g, " ").trim();
  if (!line || !("CSSMarginRule" in window)) return;
  const sheet = new CSSStyleSheet(); // not an attribute: no page carries a style of its own
  sheet.replaceSync(`:root { --printed: ${JSON.stringify(line)} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.documentElement.classList.add("has-margin-boxes");
}
