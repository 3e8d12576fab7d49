/**
 * Bundles the programs into dist: readable, the same bytes from every folder, and split where the action loads
 * something only when it needs it.
 */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { licenseTexts } from "./licenses.mjs";

/** Of dist/*.js together: people read an action's bundle, and every start loads a part of it. */
const MAX_BYTES = 2_000_000;
/** What draws the charts of report.html is loaded at the end of a run, and has a limit of its own. */
const DRAWING = /[\\/]node_modules[\\/](?:@observablehq[\\/]plot|linkedom)[\\/]/;
const MAX_DRAWING_BYTES = 1_500_000;

/**
 * What undici loads whenever it is loaded, and none of our requests needs, nearly half of it: its mocks, all of the web
 * beside fetch, HTTP/2, retries and pools of its own, and the second build of its parser (it takes the first where the
 * second does not compile).
 */
const UNREACHED = [
  "mock/[^/]+",
  "web/(?:websocket|eventsource|cookies|fileapi|cache)/[^/]+",
  "llhttp/llhttp_simd-wasm",
  "api/api-(?:stream|pipeline)",
  "dispatcher/(?:client-h2|balanced-pool|retry-agent)",
  "handler/retry-handler",
  "interceptor/(?:dns|dump|retry)",
];
const unreached = new RegExp(`/node_modules/undici/lib/(?:${UNREACHED.join("|")})\\.js$`);
const leaveOutUnreached = {
  name: "leave-out-unreached",
  load(id) {
    const file = id.replaceAll("\\", "/");
    if (!unreached.test(file)) return undefined;
    // The one of them that is put to use when undici is loaded.
    return file.endsWith("/cachestorage.js")
      ? "module.exports = { CacheStorage: class {} };"
      : "module.exports = {};";
  },
};

const root = join(import.meta.dirname, "..");
const fresh = join(root, "build/dist");

/**
 * What is imported from and not used is left out, where importing does nothing: a test holds our own files to that, and
 * of the toolkit it leaves out the client for OIDC tokens, which would load undici at every start.
 */
function doesWork(id) {
  if (
    id.startsWith(`${root}${sep}`) &&
    /^(src|sandbox)[\\/](?!(?:cli[\\/])?main\.ts$)/.test(relative(root, id))
  ) {
    return false;
  }
  return id.includes(join("node_modules", "@actions", sep)) ? false : undefined;
}

async function bundle(entry, folder, { split }) {
  const build = await rolldown({
    cwd: root,
    input: { index: entry },
    platform: "node",
    tsconfig: false,
    plugins: [leaveOutUnreached],
    treeshake: { moduleSideEffects: doesWork },
    onLog: (level, log) => {
      if (level !== "debug") throw new Error(`${entry} could not be bundled: ${log.message}`);
    },
  });
  const { output } = await build.write({
    dir: folder,
    format: "esm",
    chunkFileNames: "[name].js",
    codeSplitting: split,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  const modules = output.flatMap((chunk) => chunk.moduleIds ?? []);
  writeFileSync(join(folder, "licenses.txt"), licenseTexts(modules));
  // The bundle is read as a module wherever it is copied to.
  writeFileSync(join(folder, "package.json"), '{\n  "type": "module"\n}\n');
  const draws = ({ moduleIds = [] }) => moduleIds.some((id) => DRAWING.test(id));
  const size = (chunks) => chunks.reduce((sum, { code = "" }) => sum + Buffer.byteLength(code), 0);
  return {
    bytes: size(output.filter((chunk) => !draws(chunk))),
    drawing: size(output.filter(draws)),
  };
}

rmSync(join(root, "build"), { recursive: true, force: true });
const { bytes, drawing } = await bundle("src/main.ts", fresh, { split: true });
await bundle("sandbox/main.ts", join(fresh, "sandbox"), { split: false });
await bundle("src/cli/main.ts", join(fresh, "cli"), { split: true });
if (bytes > MAX_BYTES) {
  throw new Error(`dist/*.js has ${bytes} bytes, more than ${MAX_BYTES}: see what was added`);
}
if (drawing > MAX_DRAWING_BYTES) {
  throw new Error(`what draws the charts has ${drawing} bytes, more than ${MAX_DRAWING_BYTES}`);
}
// The bundle in use is replaced only by a whole one.
rmSync(join(root, "dist"), { recursive: true, force: true });
renameSync(fresh, join(root, "dist"));
