/** `doctor`: is the service as the action assumes it is? Reads with the user's key, and says what holds. Pays nothing. */
import { join, resolve } from "node:path";
import { ActionError } from "../errors.ts";
import type { Inputs } from "../inputs.ts";
import { writeInto } from "../report/write-files.ts";
import { ASSUMPTIONS, createObserver } from "../service/assumptions.ts";
import { createConverra } from "../service/converra.ts";
import { readEverything } from "./doctor-readings.ts";
import { takingShapes } from "./doctor-shape.ts";
import { type Diagnosis, logLines, summaryMarkdown, verdictLine } from "./doctor-text.ts";
import { roundTrip } from "./doctor-write.ts";
import type { RunDeps } from "./run-deps.ts";

const ATTEMPT_TIMEOUT_MS = 30_000;

/** Resolves to true when something that the gate needs is broken. Needs no config: it is what comes before one. */
export async function doctor(inputs: Inputs, deps: RunDeps): Promise<boolean> {
  const { workflow } = deps;
  const folder = resolve(inputs.reportDir ?? join(deps.loadContext().tempDir, "converra-gate"));
  try {
    const diagnosis = await examine(inputs, deps);
    const file = { path: join(folder, "doctor.json"), text: fileText(diagnosis) };
    writeInto(folder, "doctor.json", file.text);
    workflow.setOutput("report-dir", folder);
    if (deps.presentDiagnosis !== undefined) deps.presentDiagnosis(diagnosis, file);
    else for (const line of logLines(diagnosis)) workflow.info(line);
    await workflow.writeSummary(summaryMarkdown(diagnosis));
    if (diagnosis.broken.length > 0) workflow.setFailed(verdictLine(diagnosis));
    return diagnosis.broken.length > 0;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
    return true;
  }
}

async function examine(inputs: Inputs, deps: RunDeps): Promise<Diagnosis> {
  const { clock, network, signal, workflow } = deps;
  const { apiKey, baseUrl } = inputs;
  if (apiKey === undefined) {
    throw new ActionError("The command doctor needs an API key, and the input api-key is empty", {
      hint: "Set `api-key` from a repository secret.",
    });
  }
  const deadline = clock.now() + inputs.timeoutMs;
  const shapes = takingShapes(network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }), baseUrl);
  const observer = createObserver();
  const converra = createConverra({
    ...{ baseUrl, apiKey, clock, observer },
    transport: shapes.transport,
    random: network.random,
    deadline: () => deadline,
    onRetry: (note) => workflow.info(note),
  });
  const readings = [...(await readEverything(converra, signal))];
  if (inputs.write) {
    const [agent] = await converra.agents.listAll({ signal });
    readings.push(...(await roundTrip(converra, agent?.model ?? "gpt-4o", signal)));
  }
  const broken = observer.seen();
  const findings = ASSUMPTIONS.map((one) => ({
    ...one,
    state: observer.stateOf(one.id),
    seen: broken.find(({ id }) => id === one.id)?.seen,
  }));
  return {
    readings,
    findings,
    broken: [
      ...readings
        .filter(({ state, neededBy }) => state === "not-read" && neededBy === "gate")
        .map(({ endpoint }) => endpoint),
      ...broken.filter(({ neededBy }) => neededBy === "gate").map(({ id }) => id),
    ],
    shapes: shapes.taken(),
  };
}

/** doctor.json: shapes and types, no texts, names or ids. */
function fileText({ readings, findings, broken, shapes }: Diagnosis): string {
  const document = {
    schemaVersion: 1,
    broken,
    calls: readings.map(({ endpoint, state, reason }) => ({ endpoint, state, reason })),
    assumptions: findings.map(({ id, state, seen }) => ({ id, state, seen })),
    shapes,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
