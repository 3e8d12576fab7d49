/** The package as npm makes it, installed beside an empty folder. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import { NODE_WARNING } from "./stage.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

export interface Shell {
  /** Where commands begin. */
  readonly folder: string;
  /** Runs lines of bash; each is told with its exit code. Everything that was printed is in `output`. */
  run(
    script: string,
    options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<{
    readonly output: string;
    readonly exitCode: number;
  }>;
}

/** An empty folder beside the package, in which its command is found with and without npx; removed when the test ends. */
export function installedPackage(): Shell {
  place ??= install();
  const folder = mkdtempSync(join(place, "empty-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = `${join(place, "node_modules/.bin")}:${process.env.PATH}`;
  const run: Shell["run"] = async (script, { cwd = folder, env } = {}) => {
    const result = await runScript(script, { cwd, env: { PATH: path, ...env } });
    expect(result.output).not.toMatch(NODE_WARNING);
    return result;
  };
  return { folder, run };
}

/** Packed and installed once: it takes longer than most of what is done with it. Removed with all temporary folders. */
let place: string | undefined;

/** No network is needed: the package has no dependencies. */
function install(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "converra-gate-package-")));
  const npm = (...args: readonly string[]) =>
    execFileSync("npm", [...args], { cwd: REPOSITORY, encoding: "utf8" });
  const [{ filename }] = JSON.parse(npm("pack", "--json", "--pack-destination", folder));
  const tarball = join(folder, filename);
  npm("install", "--offline", "--no-audit", "--no-fund", "--prefix", folder, tarball);
  return folder;
}

async function runScript(
  script: string,
  { cwd, env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<{ output: string; exitCode: number }> {
  const { CONVERRA_API_KEY, CONVERRA_BASE_URL, NODE_OPTIONS, ...rest } = process.env;
  return new Promise((done) => {
    const options = { cwd, env: { ...rest, NO_COLOR: "1", ...env }, encoding: "utf8" } as const;
    const child = execFile("bash", ["-c", `exec 2>&1\n${script}`], options, (error, output) => {
      done({ output, exitCode: error === null ? 0 : (child.exitCode ?? -1) });
    });
  });
}
