// Entry: every module adds behaviour to HTML that already works without it.
import htmx from "htmx.org";
import { startClocks } from "./clocks";
import { startDialogs } from "./dialogs";
import { startDrawer } from "./drawer";
import { startForms } from "./forms";
import { startKeys } from "./keys";
import { startLists } from "./lists";
import { startMenus } from "./menus";
import { startOffline } from "./offline";
import { startPaper } from "./paper";
import { startPasskeys } from "./passkey";
import { startPoints } from "./points";
import { startRolls } from "./roll";
import { startSearch } from "./search";
import { startToasts } from "./toasts";

// The content policy forbids eval and inline styles; nothing of a page may stay in the browser's storage.
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.allowScriptTags = false;
htmx.config.timeout = 20000;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true, error: false },
  { code: "[45]..", swap: false, error: true },
];

function start(): void {
  document.body.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent).detail as { headers: Record<string, string>; verb: string };
    if (detail.verb !== "get") detail.headers["X-CSRFToken"] = document.body.dataset["csrf"] ?? "";
  });
  for (const module of [startClocks, startToasts, startMenus, startDialogs, startForms, startLists, startSearch, startDrawer, startKeys, startOffline, startPaper, startPasskeys, startPoints, startRolls]) module();
}

start();
