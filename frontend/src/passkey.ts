// Passkeys: asks the browser and puts its answer into the form's field `credential`. Without script the one-time code remains.
import { all, one } from "./dom";

type Json = Record<string, unknown>;

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null): string | null {
  if (!buffer) return null;
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Ids and challenges come as base64url text; the browser wants bytes. */
function named(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list as Json[] | undefined) ?? []).map((item) => ({ ...item, id: bytes(String(item["id"])) }) as PublicKeyCredentialDescriptor);
}

function creation(options: Json): PublicKeyCredentialCreationOptions {
  const user = options["user"] as Json;
  return {
    ...options,
    challenge: bytes(String(options["challenge"])),
    user: { ...user, id: bytes(String(user["id"])) },
    excludeCredentials: named(options["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function request(options: Json): PublicKeyCredentialRequestOptions {
  return { ...options, challenge: bytes(String(options["challenge"])), allowCredentials: named(options["allowCredentials"]) } as unknown as PublicKeyCredentialRequestOptions;
}

function answer(made: PublicKeyCredential): Json {
  const given = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response: Json = { clientDataJSON: text(given.clientDataJSON) };
  if (given.attestationObject) response["attestationObject"] = text(given.attestationObject);
  if (given.authenticatorData && given.signature) {
    response["authenticatorData"] = text(given.authenticatorData);
    response["signature"] = text(given.signature);
    response["userHandle"] = text(given.userHandle);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(), response };
}

async function ask(form: HTMLFormElement, options: Json): Promise<void> {
  const publicKey = options["publicKey"] as Json;
  const made =
    form.dataset["passkey"] === "create"
      ? await navigator.credentials.create({ publicKey: creation(publicKey) })
      : await navigator.credentials.get({ publicKey: request(publicKey) });
  const field = one<HTMLInputElement>("[name=credential]", form);
  if (!made || !field) throw new Error("no answer");
  field.value = JSON.stringify(answer(made as PublicKeyCredential));
  form.requestSubmit(); // through the house's handlers: what was typed counts as sent
}

function prepare(form: HTMLFormElement): void {
  const source = one("script[type='application/json']", form);
  const said = one("[data-passkey-words]", form);
  const button = one<HTMLButtonElement>("[data-passkey-use]", form);
  if (!source) return;
  const options = JSON.parse(source.textContent ?? "{}") as Json;
  const start = (event: Event): void => {
    if (one<HTMLInputElement>("[name=credential]", form)?.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!window.PublicKeyCredential) {
      if (said) said.textContent = said.dataset["missing"] ?? "";
      return;
    }
    ask(form, options).catch(() => {
      // refused, cancelled or timed out: the browser tells a page no more than that
      if (said) said.textContent = said.dataset["failed"] ?? "";
    });
  };
  if (form.dataset["passkey"] === "optional") {
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", start);
  } else {
    // before the house's own handler, which marks a form as sent
    form.addEventListener("submit", start, { capture: true });
  }
}

export function startPasskeys(): void {
  for (const form of all<HTMLFormElement>("form[data-passkey]")) prepare(form);
}
