// The few words that every module needs: find, listen, speak.

export function one<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

export function all<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** Listen on the document for events on what matches now or later. */
export function on<E extends Event>(
  type: string,
  selector: string,
  act: (event: E, target: HTMLElement) => void,
  options: AddEventListenerOptions = {},
): void {
  const listen = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (target) act(event as E, target);
  };
  document.addEventListener(type, listen, options);
}

/** A text the server translated for us: attributes of <template id="words">. */
export function words(name: string): string {
  return one<HTMLTemplateElement>("#words")?.dataset[name] ?? "";
}

/** A copy of the content of a <template>. */
export function stamp(id: string): HTMLElement | null {
  const template = one<HTMLTemplateElement>(`#${id}`);
  return (template?.content.cloneNode(true) as DocumentFragment | undefined)?.firstElementChild as HTMLElement | null;
}

export function typing(event: Event): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

/** Show what only works with script; called for the page and for whatever is loaded into it. */
export function revealScripted(within: ParentNode = document): void {
  for (const element of all(".js-only[hidden]", within)) element.hidden = false;
}
