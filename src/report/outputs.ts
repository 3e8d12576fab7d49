/** The action's outputs, by the names of action.yml. */
import type { z } from "zod";
import { escapedJson } from "./escape.ts";
import { gateActionOf } from "./labels.ts";
import type { Report } from "./model.ts";
import type { verdictsSchema, winnersSchema } from "./report-schema.ts";
import { decidingMetric } from "./scores.ts";

type Verdicts = z.infer<typeof verdictsSchema>;
type Winners = z.infer<typeof winnersSchema>;

export type OutputName =
  | "gate"
  | "verdicts"
  | "regressed"
  | "winners"
  | "report-dir"
  | "comment-url";

/** `commentUrl` is known only after the comment was posted; unset it is an empty output. */
export function renderOutputs(
  report: Report,
  files: { readonly reportDir: string; readonly commentUrl?: string },
): Readonly<Record<OutputName, string>> {
  const verdicts = verdictsOf(report);
  return {
    gate: report.gate.result,
    verdicts: shellSafeJson(verdicts),
    regressed: shellSafeJson(
      verdicts.filter((entry) => entry.verdict === "regressed").map((entry) => entry.key),
    ),
    winners: shellSafeJson(winnersOf(report)),
    "report-dir": files.reportDir,
    "comment-url": files.commentUrl ?? "",
  };
}

function verdictsOf(report: Report): Verdicts {
  return report.agents.flatMap((agent) => {
    if (agent.verdict === undefined) return [];
    const metric = decidingMetric(agent);
    return [
      {
        key: agent.key,
        verdict: agent.verdict.verdict,
        action: gateActionOf(report, agent.key),
        reason: agent.verdict.reason,
        ...(metric === undefined
          ? {}
          : {
              metric: metric.metric,
              ...(metric.candidate.n === 0 ? {} : { candidate: metric.candidate.mean }),
              ...(metric.baseline === undefined ? {} : { baseline: metric.baseline.mean }),
              ...(metric.delta === undefined ? {} : { delta: metric.delta }),
            }),
      },
    ];
  });
}

function winnersOf(report: Report): Winners {
  return report.agents.flatMap(({ key, headroom }) =>
    headroom === undefined
      ? []
      : [
          {
            key,
            runId: headroom.runId,
            variantId: headroom.variantId,
            variantName: headroom.variantName,
            ...(headroom.lift === undefined ? {} : { lift: headroom.lift }),
            ...(headroom.confidence === undefined ? {} : { confidence: headroom.confidence }),
            ...(headroom.goldenSet?.regressed === undefined
              ? {}
              : { goldenSetRegressed: headroom.goldenSet.regressed }),
          },
        ],
  );
}

/** Workflows paste outputs into shell scripts: inside single quotes nothing of this ends the string. */
function shellSafeJson(value: unknown): string {
  return escapedJson(value, /['`$<>&\u007f-\uffff]/g);
}
