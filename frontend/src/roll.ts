// The roll call: how many are marked, when it was counted by this phone's clock, and nothing lost without a network.
import { all, one, words } from "./dom";
import { toast } from "./toasts";

function countMarks(form: HTMLFormElement): void {
  const shown = one<HTMLOutputElement>("[data-marked]", form);
  const show = (): void => {
    if (shown) shown.textContent = String(all('input[type="checkbox"]:checked', form).length);
  };
  form.addEventListener("change", show);
  show();
}

/** The moment of counting is when the officer checks the sheet, however late it reaches the server. */
function stamp(form: HTMLFormElement): void {
  const field = one<HTMLInputElement>('input[name="occurred_at"]', form);
  if (field && !field.value) field.value = new Date().toISOString();
}

function keepWithoutNetwork(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    stamp(form);
    if (navigator.onLine) return;
    event.preventDefault();
    const pressed = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    toast(words("offline"), form.dataset["kept"] ?? "", "note");
    window.addEventListener("online", () => form.requestSubmit(pressed), { once: true });
  });
}

export function startRolls(): void {
  for (const form of all<HTMLFormElement>("form[data-roll]")) {
    countMarks(form);
    keepWithoutNetwork(form);
  }
}
