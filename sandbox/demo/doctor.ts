/** `doctor`: the built action's own doctor on the example account, started as the runner starts it. */
import { cp, mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startGitHub } from "../github/server.ts";
import { runStep } from "../runner/runner.ts";
import type { DemoIo } from "./demo.ts";
import { readFiles, startExample } from "./example.ts";

/** The action's exit code. */
export async function runDoctor(
  io: Pick<DemoIo, "script" | "out">,
  { write }: { readonly write: boolean },
): Promise<number> {
  const root = join(dirname(await realpath(io.script)), "..", "..");
  const files = await readFiles(join(root, "examples", "support-bot"));
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-doctor-"));
  const [workspace, temp] = [join(folder, "repository"), join(folder, "runner-temp")];
  await mkdir(workspace);
  await mkdir(temp);
  const converra = await startExample(files);
  const github = await startGitHub();
  try {
    const { exitCode } = await runStep({
      entry: join(root, "dist", "index.js"),
      actionFile: join(root, "action.yml"),
      inputs: {
        ...{ command: "doctor", "api-key": converra.apiKey, "base-url": converra.url },
        write: String(write),
      },
      event: { name: "workflow_dispatch", payload: {} },
      context: { repository: github.repository, apiUrl: github.url },
      token: github.token,
      workspace,
      temp,
      // The runner's own commands are not for people.
      onLog: (text) => io.out(text.replaceAll(/^::.*\n/gmu, "")),
    });
    const file = join(folder, "doctor.json");
    await cp(join(temp, "converra-gate", "doctor.json"), file).then(
      () => io.out(`Shapes and types are in ${file}\n`),
      () => io.out("It wrote no doctor.json.\n"),
    );
    return exitCode ?? 1;
  } finally {
    await Promise.all([converra.close(), github.close()]);
  }
}
