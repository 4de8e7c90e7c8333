// Keys that work on every page. Single letters act only while nothing is being typed.
import { one, typing } from "./dom";
import { toggleMenu } from "./menus";
import { focusSearch } from "./search";

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "k") {
      event.preventDefault();
      focusSearch();
    } else if (command && event.key.toLowerCase() === "b" && !typing(event)) {
      event.preventDefault();
      toggleMenu();
    } else if (typing(event) || command || event.altKey || document.querySelector("dialog[open]")) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      focusSearch();
    } else if (event.key === "?") {
      one<HTMLDialogElement>("#keys")?.showModal();
    }
  });
}
