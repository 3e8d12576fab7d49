/** Bundles both programs with the project's own ncc, whose module ids depend on nothing outside the project. */
import { execFileSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..");
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });

rmSync(join(root, "build"), { recursive: true, force: true });
run(require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json");
const ncc = require.resolve("@vercel/ncc/dist/ncc/cli.js");
const bundle = (entry, folder) =>
  run(ncc, "build", entry, "-o", folder, "--license", "licenses.txt");
bundle("build/src/main.js", "build/dist");
bundle("build/sandbox/main.js", "build/dist/sandbox");
// The bundle in use is replaced only by a whole one.
rmSync(join(root, "dist"), { recursive: true, force: true });
renameSync(join(root, "build/dist"), join(root, "dist"));
