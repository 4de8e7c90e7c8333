// The province's clauses: the last used first, found by words; below them the rights that never cost points.
import { all, one } from "./dom";

export interface Clause { code: string; words: string; sign: number; part: number; partWords: string; low: number; high: number; usual: number; evidence: string }
export interface Right { act: number; name: string; words: string }
export type Chosen = { clause: Clause } | { right: Right };

function data<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;
}

export class Reasons {
  private readonly used: string[];
  readonly clauses: Clause[];
  readonly rights: Right[];

  constructor() {
    const given = data<{ clauses: Clause[]; used: string[] }>("points-clauses");
    this.clauses = given.clauses;
    this.used = given.used;
    this.rights = data<Right[]>("points-rights");
  }

  byCode(code: string): Clause | undefined {
    return this.clauses.find((clause) => clause.code === code);
  }

  right(act: number): Right | undefined {
    return this.rights.find((right) => right.act === act);
  }

  /** Those of one sign, the last used on top. */
  of(sign: number): Clause[] {
    const rank = (clause: Clause): number => (this.used.includes(clause.code) ? this.used.indexOf(clause.code) : this.used.length);
    return this.clauses.filter((clause) => clause.sign === sign).sort((a, b) => rank(a) - rank(b));
  }

  note(clause: Clause): void {
    this.used.splice(0, this.used.length, clause.code, ...this.used.filter((code) => code !== clause.code));
  }

  /** Ask for a reason; null when none was chosen. */
  ask(sign: number): Promise<Chosen | null> {
    const dialog = one<HTMLDialogElement>("#points-reason")!;
    const find = one<HTMLInputElement>("[data-reason-find]", dialog)!;
    const clauses = this.of(sign);
    const choices = new Map<HTMLElement, Chosen>();
    fill(one("[data-reasons]", dialog)!, clauses.map((clause) => [`${clause.words}`, `${clause.partWords} ${clause.code} · ${range(clause)}`, { clause }]), choices);
    fill(one("[data-right-list]", dialog)!, sign < 0 ? this.rights.map((right) => [right.name, "", { right }]) : [], choices);
    one("[data-rights]", dialog)!.hidden = sign > 0;
    find.value = "";
    const seek = (): void => {
      const wanted = find.value.trim().toLowerCase();
      for (const button of choices.keys()) button.parentElement!.hidden = !!wanted && !button.textContent!.toLowerCase().includes(wanted);
    };
    return new Promise((resolve) => {
      const end = (chosen: Chosen | null): void => {
        find.removeEventListener("input", seek);
        if (dialog.open) dialog.close();
        resolve(chosen);
      };
      find.addEventListener("input", seek);
      for (const [button, chosen] of choices) button.addEventListener("click", () => end(chosen));
      dialog.addEventListener("close", () => end(null), { once: true });
      dialog.showModal();
    });
  }
}

type Line = [title: string, note: string, chosen: Chosen];

function fill(list: HTMLElement, lines: Line[], choices: Map<HTMLElement, Chosen>): void {
  list.replaceChildren(...lines.map(([title, note, chosen]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "reason" });
    button.append(Object.assign(document.createElement("span"), { textContent: title }));
    if (note) button.append(Object.assign(document.createElement("span"), { className: "help", textContent: note }));
    choices.set(button, chosen);
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

const range = (clause: Clause): string => (clause.low === clause.high ? shown(clause.low) : `${shown(clause.low)}–${shown(clause.high)}`);

/** Hundredths as people read them. */
export function shown(value: number): string {
  return String(value / 100).replace("-", "−");
}

/** Buttons for the few reasons that are likeliest. */
export function chips(place: HTMLElement, clauses: Clause[], choose: (clause: Clause) => void): void {
  if (all("button", place).map((button) => button.dataset["code"]).join() === clauses.map((clause) => clause.code).join()) return;
  place.replaceChildren(...clauses.map((clause) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-dense", textContent: clause.words });
    button.dataset["code"] = clause.code;
    button.addEventListener("click", () => choose(clause));
    return button;
  }));
}
