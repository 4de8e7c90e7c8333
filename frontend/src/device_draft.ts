// A draft on this device: encrypted, so that nobody reads it here without its officer's session; gone when it is sent or they sign out.
const PREFIX = "zhiheng-draft:";

interface Sealed { n: number; iv: string; data: string }

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const text = (of: Uint8Array): string => btoa(Array.from(of, (byte) => String.fromCharCode(byte)).join(""));

export class DeviceDraft {
  private last: Promise<void> = Promise.resolve();

  private constructor(private readonly name: string, private readonly key: CryptoKey) {}

  /** Null where the browser has no encryption (no secure connection): then nothing is kept on the device. */
  static async open(name: string, secret: string): Promise<DeviceDraft | null> {
    if (!globalThis.crypto?.subtle || !secret) return null;
    const key = await crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
    return new DeviceDraft(name, key);
  }

  /** What was last asked for is what stays, however long encrypting takes. `count`: how many entries, told without the key. */
  keep(content: unknown, count: number): Promise<void> {
    this.last = this.last.then(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(content));
      const data = await crypto.subtle.encrypt(this.way(iv), this.key, plain);
      const sealed: Sealed = { n: count, iv: text(iv), data: text(new Uint8Array(data)) };
      localStorage.setItem(PREFIX + this.name, JSON.stringify(sealed));
    }).catch(() => undefined);
    return this.last;
  }

  async read(): Promise<unknown> {
    const kept = localStorage.getItem(PREFIX + this.name);
    if (!kept) return null;
    try {
      const sealed = JSON.parse(kept) as Sealed;
      const plain = await crypto.subtle.decrypt(this.way(bytes(sealed.iv)), this.key, bytes(sealed.data));
      return JSON.parse(new TextDecoder().decode(plain)) as unknown;
    } catch {
      return null; // another officer's, or damaged: of no use to this one
    }
  }

  drop(): Promise<void> {
    this.last = this.last.then(() => localStorage.removeItem(PREFIX + this.name));
    return this.last;
  }

  private way(iv: Uint8Array<ArrayBuffer>): AesGcmParams {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(this.name) };
  }
}

const names = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

/** How many entries wait on this device; read without any key. */
export function entriesWaiting(): number {
  return names().reduce((sum, name) => sum + ((JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Sealed>).n ?? 0), 0);
}

export function dropDeviceDrafts(): void {
  for (const name of names()) localStorage.removeItem(name);
}
