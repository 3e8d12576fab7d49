/** What a run is given from outside, so that a process, a desk and a test can each give their own. */
import type { Clock } from "../clock.ts";
import type { RunContext } from "../event.ts";
import type { CommitFiles } from "../gate/types.ts";
import type { Workflow } from "../github/workflow.ts";
import type { Inputs } from "../inputs.ts";
import type { Report } from "../report/model.ts";
import type { RunPorts } from "../runs/types.ts";
import type { Transport } from "../service/http.ts";
import type { Diagnosis } from "./doctor-text.ts";

/** What the process gives; another process, or a test, may give others. */
export interface RunDeps {
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly readInputs: () => Inputs;
  readonly loadContext: () => RunContext;
  readonly network: Network;
  /** Where commits are read without GitHub. */
  readonly files?: CommitFiles;
  /** Shows what is waited for; without it the log says so now and then. */
  readonly showRuns?: RunPorts["showRuns"];
  /** What to do where there is no configuration; that of a workflow unless told. */
  readonly begin?: string;
  /** Take the report, or what the doctor found, in place of the log. */
  readonly present?: (report: Report, reportDir: string) => void;
  readonly presentDiagnosis?: (
    diagnosis: Diagnosis,
    file: { readonly path: string; readonly text: string },
  ) => void;
}

/** What reaches the network, so that a run can be played in one process. */
export interface Network {
  readonly createTransport: (options: { readonly timeoutMs: number }) => Transport;
  /** For GitHub. */
  readonly gitHubFetch: typeof fetch;
  /** 0-1, for jitter. */
  readonly random?: () => number;
}
