/** What a command needs, for a pull request without GitHub: the live agents decide what changed. */

import { setMaxListeners } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentDefinition } from "../../src/domain.ts";
import { readContext } from "../../src/event.ts";
import type { Environment } from "../../src/gate/types.ts";
import { readInputs } from "../../src/inputs.ts";
import type { Ledger } from "../../src/runs/ledger.ts";
import type { InProcess } from "../../test/support/in-process.ts";

const NO_LIMIT = 1_000_000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

export function environmentFor(
  { clock, converra }: InProcess,
  definitions: readonly AgentDefinition[],
  ledger: Ledger,
): Environment {
  const context = readContext(
    {
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_REPOSITORY: "acme/agents",
      GITHUB_REF: "refs/heads/change",
      GITHUB_WORKSPACE: tmpdir(),
      RUNNER_TEMP: join(tmpdir(), "bench"),
    },
    {},
  );
  const { signal } = new AbortController();
  // As in the action: every wait listens for it, and there may be as many as there are runs.
  setMaxListeners(0, signal);
  return {
    inputs: readInputs({ get: () => "", mask: () => {} }),
    context,
    config: {
      files: ["converra.yml"],
      agents: definitions,
      confidence: 0.95,
      sync: { pullRequest: "preview", conversations: 5, restore: true },
      budget: { maxRuns: NO_LIMIT, keep: 0, nights: 0.5 },
      wait: { intervalMs: 10_000, maxIntervalMs: 30_000 },
      health: {
        ...{ regenerate: false, maxAge: 1, maxDrop: 10 },
        ...{ issue: false, labels: [], assignees: [] },
      },
      report: { suggestion: false },
      account: { onDrift: "warn" },
      policy: "base",
      promptFiles: [],
      transcripts: new Map(),
      leftAside: [],
      withTranscripts: new Set(),
    },
    definitions,
    ports: {
      converra,
      github: undefined,
      clock,
      ledger,
      signal,
      log: () => {},
    },
    deadline: clock.now() + WEEK_MS,
    syncMode: "preview",
    showRunning: async () => {},
    notice: () => {},
  };
}
