// The service worker: when a page cannot be fetched it shows the one that names the tasks and the telephone. It keeps nothing else.
export {};

interface Installing extends Event { waitUntil(done: Promise<unknown>): void }
interface Fetching extends Installing { readonly request: Request; respondWith(answer: Promise<Response>): void }

const here = self as unknown as {
  location: Location;
  addEventListener(type: "install" | "activate", listener: (event: Installing) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
};

const PAGE = "/offline";
// The addresses of this release's script and style: another release registers another worker, and this cache goes.
const assets = new URL(here.location.href).searchParams.getAll("asset");
const name = `offline:${assets.join("|")}`;

here.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll([PAGE, ...assets])).then(() => here.skipWaiting()));
});

here.addEventListener("activate", (event) => {
  const others = (keys: string[]): Promise<boolean[]> => Promise.all(keys.filter((key) => key !== name).map((key) => caches.delete(key)));
  event.waitUntil(caches.keys().then(others));
});

const kept = async (what: RequestInfo): Promise<Response> => (await caches.match(what)) ?? Response.error();

here.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(PAGE)));
  else if (assets.includes(new URL(request.url).pathname + new URL(request.url).search)) event.respondWith(fetch(request).catch(() => kept(request)));
});
