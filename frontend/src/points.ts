// A group's day: everybody by default, then the exceptions. A draft is kept here and on the server; it is sent once, also after a time without a network.
import { all, one, words } from "./dom";
import { DeviceDraft, dropDeviceDrafts } from "./device_draft";
import { registerWorker } from "./offline";
import { Row, type Entered } from "./points_row";
import { Reasons, shown } from "./reasons";
import { toast } from "./toasts";

const SERVER_AFTER = 5000;
const TRY_AGAIN = 10000;

interface Content { key: string; rev: number; rows: Record<string, Entered> }
interface Answer { to?: string; words?: string; rows?: Record<string, string[]> }

const post = (url: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset["csrf"] ?? "", ...headers }, credentials: "same-origin" });

class Sheet {
  private readonly rows: Row[];
  private device: DeviceDraft | null = null;
  private timer = 0;
  private again = 0;
  private waiting = false;
  private sending = false;

  constructor(private readonly form: HTMLFormElement) {
    const reasons = new Reasons();
    const limits = { spot: Number(form.dataset["spot"]), add: Number(form.dataset["add"]), deduct: Number(form.dataset["deduct"]) };
    const say = (name: string, values: Record<string, string> = {}): string => this.say(name, values);
    this.rows = all("[data-row]", form).filter((row) => one("input", row)).map((row) => new Row(row, reasons, limits, say, () => this.changed()));
    form.addEventListener("submit", (event) => this.submit(event as SubmitEvent));
    one("[data-only]", form)?.addEventListener("click", () => this.only(!this.list.classList.contains("is-only")));
    one<HTMLInputElement>("[data-find]", form)?.addEventListener("input", (event) => this.find((event.target as HTMLInputElement).value));
    window.addEventListener("online", () => this.waiting && void this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.timer && void this.keepOnServer());
    this.sum();
  }

  /** The key is taken out of the page as soon as it is a key. */
  async restore(): Promise<void> {
    this.device = await DeviceDraft.open(this.form.dataset["points"]!, this.form.dataset["deviceKey"] ?? "");
    delete this.form.dataset["deviceKey"];
    const kept = (await this.device?.read()) as Content | null | undefined;
    if (!kept || kept.rev <= Number(this.input("rev").value)) return;
    this.input("key").value = kept.key;
    this.input("rev").value = String(kept.rev);
    for (const row of this.rows) if (kept.rows[row.episode]) row.put(kept.rows[row.episode]!);
    this.sum();
    this.state(this.say("restored"));
    this.timer = window.setTimeout(() => void this.keepOnServer(), 0);
  }

  private get list(): HTMLElement {
    return one("[data-rows]", this.form)!;
  }

  private get changedRows(): Row[] {
    return this.rows.filter((row) => row.isChanged);
  }

  private say(name: string, values: Record<string, string> = {}): string {
    const text = this.form.dataset[`w${name[0]!.toUpperCase()}${name.slice(1)}`] ?? "";
    return Object.entries(values).reduce((said, [key, value]) => said.replace(`(${key})`, value), text);
  }

  private input(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  private content(): Content {
    const rows = Object.fromEntries(this.changedRows.map((row) => [row.episode, row.entered]));
    return { key: this.input("key").value, rev: Number(this.input("rev").value), rows };
  }

  private changed(): void {
    this.input("rev").value = String(Number(this.input("rev").value) + 1);
    this.sum();
    void this.device?.keep(this.content(), this.changedRows.length);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keepOnServer(), SERVER_AFTER);
  }

  private async keepOnServer(): Promise<void> {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!navigator.onLine) return this.away();
    try {
      const answer = await post(this.form.dataset["draftUrl"]!, JSON.stringify(this.content()), { "Content-Type": "application/json" });
      const { saved } = (await answer.json()) as { saved: string };
      if (answer.ok && !this.waiting) this.state(`${this.say("saved")} ${saved}`, true);
    } catch {
      this.away();
    }
  }

  private away(): void {
    this.state(`${this.say("unsent", { n: String(this.changedRows.length) })} · ${this.say(this.waiting ? "waiting" : "device")}`);
  }

  private state(text: string, saved = false): void {
    const place = one("[data-state]", this.form)!;
    place.classList.toggle("is-saved", saved);
    place.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  }

  private only(on: boolean): void {
    this.list.classList.toggle("is-only", on);
    one("[data-only]", this.form)?.setAttribute("aria-pressed", String(on));
  }

  private find(text: string): void {
    const wanted = text.trim().toLowerCase();
    for (const row of all("[data-row]", this.form)) row.hidden = !!wanted && !(row.dataset["seek"] ?? "").toLowerCase().includes(wanted);
  }

  private sum(): void {
    const rows = this.changedRows;
    const total = (sign: number): number => rows.map((row) => row.value).filter((value) => Math.sign(value) === sign).reduce((sum, value) => sum + Math.abs(value), 0);
    const going = (["team", "group"] as const).map((body) => [body, rows.filter((row) => row.value && (row.body === "group" ? "group" : "team") === body).length] as const);
    for (const place of all("[data-changed]", this.form)) place.textContent = String(rows.length);
    one("[data-default]", this.form)!.textContent = String(this.rows.length - rows.length);
    one("[data-sum-changed]", this.form)!.textContent = this.say("changed", { n: String(rows.length) });
    one("[data-sums]", this.form)!.textContent = rows.length ? this.say("sums", { a: shown(total(1)), d: shown(total(-1)) }) : "";
    one("[data-going]", this.form)!.textContent = going.filter(([, count]) => count).map(([body, count]) => this.say(body === "team" ? "toTeam" : "toGroup", { n: String(count) })).join(" · ");
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const checking = (event.submitter as HTMLButtonElement | null)?.value === "check";
    const bad = this.changedRows.find((row) => row.stop);
    this.refuse(bad ? `${this.say("incomplete")} ${bad.stop}` : "");
    if (checking || bad) {
      this.only(true);
      if (bad) bad.focus();
      else window.scrollTo({ top: 0 });
      return;
    }
    if (!this.input("finished").value) this.input("finished").value = new Date().toISOString();
    void this.send();
  }

  private refuse(text: string): void {
    const box = one("[data-refused]", this.form)!;
    box.hidden = !text;
    one("div", box)!.textContent = text;
  }

  /** Only rows with something on them travel; the key makes sure that sending twice enters nothing twice. */
  private body(): FormData {
    const body = new FormData();
    for (const name of ["key", "rev", "finished", "csrfmiddlewaretoken"]) body.set(name, this.input(name).value);
    for (const row of this.changedRows) {
      const [value, clause, said, evidence, right] = row.entered;
      Object.entries({ v: value / 100, c: clause, n: said, e: evidence, f: right }).forEach(([letter, text]) => body.set(letter + row.episode, String(text)));
    }
    body.set("step", "submit");
    return body;
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    window.clearTimeout(this.again);
    window.clearTimeout(this.timer);
    if (!navigator.onLine) return this.wait();
    this.sending = true;
    this.state(this.say("sending"));
    try {
      const answer = await post(this.form.action, this.body(), { "Zhiheng-Sheet": "1" });
      this.waiting = false;
      if (!(answer.headers.get("Content-Type") ?? "").includes("json")) return location.reload(); // the session ended: sign in, and the draft is back
      await this.answered((await answer.json()) as Answer);
    } catch {
      this.wait();
    } finally {
      this.sending = false;
    }
  }

  /** Sent by itself when the network is back: the event says so, and where it does not, time does. */
  private wait(): void {
    if (!this.waiting) toast(words("offline"), this.say("waiting"), "note");
    this.waiting = true;
    this.away();
    this.again = window.setTimeout(() => void this.send(), TRY_AGAIN);
  }

  private async answered(answer: Answer): Promise<void> {
    if (answer.to) {
      await this.device?.drop();
      // The same address shows the sheet instead of the form.
      if (new URL(answer.to, location.href).href === location.href) location.reload();
      else location.assign(answer.to);
      return;
    }
    const [episode, told] = Object.entries(answer.rows ?? {})[0] ?? [];
    this.refuse([answer.words, ...(told ?? [])].filter(Boolean).join(" "));
    this.state("");
    this.rows.find((row) => row.episode === episode)?.focus();
    window.scrollTo({ top: 0 });
  }
}

/** The day was sent meanwhile: what this device still holds of it goes to the server, to stand beside the sheet that came first. */
async function bringLate(late: HTMLElement): Promise<void> {
  const device = await DeviceDraft.open(late.dataset["late"]!, late.dataset["deviceKey"] ?? "");
  delete late.dataset["deviceKey"];
  const kept = (await device?.read()) as Content | null | undefined;
  if (!kept) return;
  if (kept.key !== late.dataset["key"] && Object.keys(kept.rows).length) {
    const answer = await post(late.dataset["draftUrl"]!, JSON.stringify(kept), { "Content-Type": "application/json" });
    if (!answer.ok) return;
    await device?.drop();
    location.reload();
  } else await device?.drop();
}

export function startPoints(): void {
  const form = one<HTMLFormElement>("form[data-points]");
  if (form) {
    void new Sheet(form).restore();
    registerWorker();
  }
  const late = one("[data-late]");
  if (late) void bringLate(late).catch(() => undefined);
  for (const out of all<HTMLFormElement>("form[data-sign-out]")) out.addEventListener("submit", dropDeviceDrafts);
}
