// Builds frontend/ into src/zhiheng/web/static/build/: one script, one style sheet, a manifest of their hashes.
// `node build.mjs --outdir DIR`; no network, no configuration beside this file.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const asked = process.argv.indexOf("--outdir");
const outdir = asked > 0 ? path.resolve(process.argv[asked + 1]) : path.join(here, "../src/zhiheng/web/static/build");

// Engines of the domestic browsers back three years; older ones still read every page, unstyled at worst.
const target = ["chrome114", "firefox115", "safari16.4"];

/** The theme tokens are written once; "auto" and paper need the same declarations under other selectors. */
async function tokens() {
  const css = await readFile(path.join(here, "css/tokens.css"), "utf8");
  const block = (name) => {
    const start = css.indexOf(`[data-theme="${name}"] {`);
    if (start < 0) throw new Error(`css/tokens.css has no block for the theme ${name}`);
    const open = css.indexOf("{", start);
    return css.slice(open + 1, css.indexOf("\n}", open));
  };
  const auto = `@media screen and (prefers-color-scheme: dark) { [data-theme="auto"] {${block("dark")}\n} }`;
  const paper = `@media print { :root, [data-theme] {${block("light")}\n} }`;
  return `${css}\n${auto}\n${paper}\n`;
}

const themes = {
  name: "themes",
  setup(build) {
    build.onLoad({ filter: /css[\\/]tokens\.css$/ }, async () => ({ contents: await tokens(), loader: "css" }));
  },
};

async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: "src/app.ts", worker: "src/worker.ts", style: "css/app.css" },
    bundle: true, minify: true, sourcemap: false, target, format: "iife", charset: "utf8",
    legalComments: "linked", outdir, write: false, plugins: [themes], logLevel: "warning",
  });
  return result.outputFiles.map((file) => ({ name: path.basename(file.path), bytes: Buffer.from(file.contents) }));
}

/** Written beside, then moved: a running server never sends half a file. */
async function put(name, bytes) {
  const target = path.join(outdir, name);
  await writeFile(`${target}.new`, bytes);
  await rename(`${target}.new`, target);
}

const files = await bundle();
await mkdir(outdir, { recursive: true });
const manifest = {};
for (const { name, bytes } of files) {
  const packed = gzipSync(bytes, { level: 9 });
  await put(name, bytes);
  await put(`${name}.gz`, packed);
  manifest[name] = { hash: createHash("sha256").update(bytes).digest("hex").slice(0, 12), bytes: bytes.length, packed: packed.length };
}
await put("manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
const kept = new Set(["manifest.json", ...files.flatMap(({ name }) => [name, `${name}.gz`])]);
for (const name of await readdir(outdir)) if (!kept.has(name)) await rm(path.join(outdir, name), { recursive: true });
console.log(Object.entries(manifest).map(([name, m]) => `${name} ${m.bytes} bytes, ${m.packed} packed`).join("\n"));
