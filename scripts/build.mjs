/**
 * Bundles the programs into dist: readable, the same bytes from every folder, and split where the action loads
 * something only when it needs it.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
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
const ENTRY = join("src", "main.ts");

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

async function bundled(input, options) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: "node",
    tsconfig: false,
    plugins: [leaveOutUnreached],
    treeshake: { moduleSideEffects: doesWork },
    onLog: (level, log) => {
      if (level !== "debug") throw new Error(`the bundle could not be made: ${log.message}`);
    },
  });
  const { output } = await build.generate({
    format: "esm",
    comments: { legal: true, annotation: false, jsdoc: false },
    ...options,
  });
  return output;
}

function modulesOf(output) {
  return output.flatMap((chunk) => chunk.moduleIds ?? []);
}

/** The chunk and what it imports before it runs. */
function reachedAtStart(output, fileName, reached = new Set()) {
  const chunk = output.find((one) => one.fileName === fileName);
  if (chunk === undefined || reached.has(chunk)) return [...reached];
  reached.add(chunk);
  for (const one of chunk.imports) reachedAtStart(output, one, reached);
  return [...reached];
}

function write(folder, output) {
  for (const { fileName, code } of output) {
    const file = join(folder, fileName);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  writeFileSync(join(folder, "licenses.txt"), licenseTexts(modulesOf(output)));
  // The bundle is read as a module wherever it is copied to.
  writeFileSync(join(folder, "package.json"), '{\n  "type": "module"\n}\n');
}

rmSync(join(root, "build"), { recursive: true, force: true });
// The desk shares the action's files, and what it alone needs is beside its own.
const alone = await bundled({ index: "src/main.ts" }, {});
const ofAction = new Set(modulesOf(alone));
// What every start of the action loads is one file: each more costs a start about a millisecond.
const ofStart = new Set(modulesOf(reachedAtStart(alone, "index.js")));
const output = await bundled(
  { index: "src/main.ts", "cli/index": "src/cli/main.ts" },
  {
    codeSplitting: {
      groups: [{ name: "start", test: (id) => ofStart.has(id) && !id.endsWith(ENTRY) }],
    },
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => ofAction.has(id)) ? "[name].js" : "cli/[name].js",
  },
);
write(fresh, output);
write(
  join(fresh, "sandbox"),
  await bundled({ index: "sandbox/main.ts" }, { codeSplitting: false }),
);

const action = output.filter(({ fileName }) => !fileName.startsWith("cli/"));
const draws = ({ moduleIds = [] }) => moduleIds.some((id) => DRAWING.test(id));
const size = (chunks) => chunks.reduce((sum, { code = "" }) => sum + Buffer.byteLength(code), 0);
const bytes = size(action.filter((chunk) => !draws(chunk)));
const drawing = size(action.filter(draws));
if (bytes > MAX_BYTES) {
  throw new Error(`dist/*.js has ${bytes} bytes, more than ${MAX_BYTES}: see what was added`);
}
if (drawing > MAX_DRAWING_BYTES) {
  throw new Error(`what draws the charts has ${drawing} bytes, more than ${MAX_DRAWING_BYTES}`);
}
// The bundle in use is replaced only by a whole one.
rmSync(join(root, "dist"), { recursive: true, force: true });
renameSync(fresh, join(root, "dist"));
