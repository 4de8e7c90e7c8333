// One person on a day sheet: stepper, reason, words, evidence, and what the rules say of it.
import { one } from "./dom";
import { chips, shown, type Clause, type Reasons } from "./reasons";

export type Entered = [value: number, clause: string, words: string, evidence: string, onlyFact: number];
export interface Limits { spot: number; add: number; deduct: number }
export type Say = (name: string, values?: Record<string, string>) => string;
type Body = "spot" | "team" | "group";

const CHIPS = 3;
const STEP = 50;

export class Row {
  readonly episode: string;
  private readonly adds: number[];
  private readonly caps: number[];
  private clause: Clause | undefined;

  constructor(readonly element: HTMLElement, private readonly reasons: Reasons, private readonly limits: Limits, private readonly say: Say, private readonly changed: () => void) {
    this.episode = element.dataset["row"]!;
    this.adds = JSON.parse(element.dataset["adds"]!) as number[];
    this.caps = JSON.parse(element.dataset["caps"]!) as number[];
    this.clause = reasons.byCode(this.field("c").value);
    this.field("c").hidden = true;
    element.addEventListener("click", (event) => this.clicked(event.target as Element));
    element.addEventListener("input", () => this.typed());
    this.show();
  }

  get value(): number {
    const typed = Number(this.field("v").value.replace("−", "-").trim() || "0");
    return Number.isFinite(typed) ? Math.round(typed * 100) : Number.NaN;
  }

  get entered(): Entered {
    return [this.value || 0, this.clause?.code ?? "", this.field("n").value, this.field("e").value, this.right];
  }

  get isChanged(): boolean {
    const [value, clause, words, evidence] = this.entered;
    return Boolean(value || clause || words || evidence) || Number.isNaN(this.value);
  }

  get body(): Body {
    const { value, limits } = this;
    if (value >= limits.add || value <= -limits.deduct) return "group";
    return value < 0 && value >= -limits.spot ? "spot" : "team";
  }

  /** Why this row cannot be sent; '' when it can. */
  get stop(): string {
    const right = this.reasons.right(this.right);
    if (right && this.value < 0) return right.words;
    if (!this.value || !this.clause) return this.say("choose");
    const { low, high, evidence } = this.clause;
    if (Math.abs(this.value) < low || Math.abs(this.value) > high) return this.say("range", { l: shown(low), h: shown(high) });
    return this.needsEvidence && !this.field("e").value.trim() ? this.say("evidence", { w: evidence }) : "";
  }

  /** Put back what a draft holds. */
  put([value, clause, words, evidence, right]: Entered): void {
    this.field("v").value = String(value / 100);
    this.clause = this.reasons.byCode(clause);
    this.field("c").value = clause;
    this.field("n").value = words;
    this.field("e").value = evidence;
    this.right = right;
    this.show();
  }

  focus(): void {
    this.element.scrollIntoView({ block: "center" });
    this.field("v").focus({ preventScroll: true });
  }

  private get right(): number {
    return Number(this.element.querySelector<HTMLInputElement>(`[name="f${this.episode}"]`)?.value ?? 0);
  }

  private set right(act: number) {
    this.field("f").value = String(act);
  }

  private get needsEvidence(): boolean {
    return this.value < -this.limits.spot || this.value >= this.limits.add;
  }

  private field(letter: string): HTMLInputElement {
    return one<HTMLInputElement>(`[name="${letter}${this.episode}"]`, this.element)!;
  }

  private clicked(target: Element): void {
    const step = target.closest<HTMLElement>("[data-step]");
    if (step) this.step(Number(step.dataset["step"]));
    else if (target.closest("[data-pick]")) void this.pick();
  }

  private step(by: number): void {
    this.set((Number.isNaN(this.value) ? 0 : this.value) + by);
  }

  private set(value: number): void {
    this.field("v").value = String(value / 100);
    this.typed();
  }

  private typed(): void {
    // A reason belongs to one sign; nothing entered needs none.
    if (this.clause && this.clause.sign !== Math.sign(this.value)) this.take(undefined);
    if (this.value >= 0) this.right = 0;
    this.show();
    this.changed();
  }

  private async pick(): Promise<void> {
    const chosen = await this.reasons.ask(this.value < 0 ? -1 : 1);
    if (chosen && "clause" in chosen) this.choose(chosen.clause);
    else if (chosen) {
      this.take(undefined);
      this.right = chosen.right.act;
      this.show();
      this.changed();
    }
  }

  private choose(clause: Clause): void {
    this.take(clause);
    this.right = 0;
    this.reasons.note(clause);
    // One step only said "more" or "less"; the clause says how much is usual. What was set on purpose stays within the clause.
    const size = Math.abs(this.value) <= STEP ? clause.usual : Math.min(Math.max(Math.abs(this.value), clause.low), clause.high);
    this.set(clause.sign * size);
  }

  private take(clause: Clause | undefined): void {
    this.clause = clause;
    this.field("c").value = clause?.code ?? "";
  }

  private show(): void {
    const { element, value } = this;
    element.classList.toggle("is-changed", this.isChanged);
    element.classList.toggle("needs-evidence", this.needsEvidence);
    const reason = one("[data-reason]", element)!;
    reason.dataset["none"] ??= this.clause ? "" : reason.textContent!;
    reason.textContent = this.clause?.words ?? this.reasons.right(this.right)?.name ?? (reason.dataset["none"] || this.say("choose"));
    const likely = value && !this.clause && !this.right ? this.reasons.of(Math.sign(value)).slice(0, CHIPS) : [];
    chips(one("[data-chips]", element)!, likely, (clause) => this.choose(clause));
    this.tell();
  }

  private tell(): void {
    const lines: [string, string][] = [];
    if (this.isChanged) {
      const stop = this.stop;
      // A reason not chosen yet is no mistake until the sheet is sent: the button says it.
      if (stop && (this.clause || this.right)) lines.push([stop, "bad"]);
      else if (!stop) lines.push([this.say(this.goes), this.body === "spot" ? "" : "warn"], ...this.cap());
    }
    one("[data-rules]", this.element)!.replaceChildren(
      ...lines.map(([words, kind]) => Object.assign(document.createElement("li"), { textContent: words, className: kind })),
    );
  }

  private get goes(): string {
    if (this.body === "spot") return "onSpot";
    if (this.body === "group") return "group";
    return this.value < 0 ? "teamMore" : "team";
  }

  private cap(): [string, string][] {
    if (this.value <= 0 || !this.clause?.part) return [];
    const after = this.adds[this.clause.part - 1]! + this.value;
    const cap = this.caps[this.clause.part - 1]!;
    const values = { p: this.clause.partWords, a: shown(after), c: shown(cap) };
    return [[this.say(after > cap ? "over" : "cap", values), after > cap ? "warn" : ""]];
  }
}
