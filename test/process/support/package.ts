/** The package as npm makes it, installed beside an empty folder. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
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

/** No network is needed: the package has no dependencies. Removed when the test ends. */
export function installedPackage(): Shell {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "converra-gate-package-")));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const npm = (...args: readonly string[]) =>
    execFileSync("npm", [...args], { cwd: REPOSITORY, encoding: "utf8" });
  const [{ filename }] = JSON.parse(npm("pack", "--json", "--pack-destination", place));
  npm("install", "--offline", "--no-audit", "--no-fund", "--prefix", place, join(place, filename));
  const folder = join(place, "empty");
  mkdirSync(folder);
  const run: Shell["run"] = async (script, options) => {
    const result = await runScript(script, { cwd: folder, ...options });
    expect(result.output).not.toMatch(NODE_WARNING);
    return result;
  };
  return { folder, run };
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
