// Before an act that destroys or binds, its consequence is said in a sentence and the button names the act.
import { on, one } from "./dom";

/** Ask with a sentence; true when the person chose the act. */
export function ask(sentence: string, act: string): Promise<boolean> {
  const dialog = one<HTMLDialogElement>("#confirm");
  if (!dialog) return Promise.resolve(window.confirm(sentence));
  one("[data-words]", dialog)!.textContent = sentence;
  one("[data-act]", dialog)!.textContent = act;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true }));
}

export function startDialogs(): void {
  on<SubmitEvent>(
    "submit",
    "form[data-confirm]",
    (event, target) => {
      const form = target as HTMLFormElement;
      if (form.dataset["confirmed"]) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      void ask(form.dataset["confirm"] ?? "", form.dataset["confirmAct"] ?? button?.textContent ?? "").then((yes) => {
        if (!yes) return;
        form.dataset["confirmed"] = "1";
        form.requestSubmit(button);
        delete form.dataset["confirmed"];
      });
    },
    { capture: true },
  );
  on("click", "[data-keys]", () => one<HTMLDialogElement>("#keys")?.showModal());
}
