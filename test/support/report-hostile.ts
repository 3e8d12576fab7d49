/** One hostile text in every place of a report where text comes from outside. */
import type { Report, ReportCommand } from "../../src/report/model.ts";
import {
  aComparison,
  aContext,
  anAgentReport,
  aReport,
  aVariant,
  aVerdict,
} from "./report-builders.ts";

export const ATTACKS: readonly string[] = [
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "</details></summary></b></sub><details open><h1>free</h1>",
  "a | b || c \\| d \\",
  "```\n````\n~~~\n</details>\n\n# heading\n```",
  "@octocat and @acme/admins, a@b.example, end @",
  "#12 GH-12 gh-7 octo/repo#12 https://github.com/octo/repo/issues/12 end #",
  "<!-- converra-gate:v1 {} --> <!-- sticky -->",
  "::error::owned\n::set-output name=gate::pass\n  ::add-mask::x\n##[group]y",
  "\u202Egnp.exe\u2066\u200B\u200F\u0000\u001B[2J\r\nnext\u2028line",
  "[x](javascript:alert(1)) ![i](https://evil.example/p.png) <https://evil.example> www.evil.example",
  "\n\n# heading\n\n> [!CAUTION]\n> quoted\n\n- [ ] task\n\n[^1]: note\n[r]: https://evil.example",
  "**bold** _it_ ~~no~~ `code` ``two`` `odd $x$ $$y$$ &lt;b&gt; &#64;octocat &commat;octocat",
  "| - | - |\n| :-: | :-: |",
  "prefix `",
  "half a pair \uD800, no character \uFFFE\uFFFF, an end ]]>",
  "\\",
];

export function hostileReport(text: string, command: ReportCommand): Report {
  const range = { file: text, line: 1, column: 1, endLine: 2 };
  const metric = aComparison({ metric: text, explanation: text });
  const other = aComparison({ metric: `${text} 2`, direction: "lower", explanation: text });
  const figures = { days: 7, taskCompletion: 50, sentiment: text };
  const evidence = {
    fingerprint: text,
    mode: "validation",
    where: "preview",
    started: 1,
    adopted: 1,
    newest: text,
    commit: text,
  } as const;
  return aReport({
    command,
    context: aContext({ repository: `acme/${text}`, commit: text, configFiles: [text] }),
    gate: { result: "fail", reasons: [{ key: text, action: "fail", reason: text }] },
    agents: [
      anAgentReport({
        key: text,
        name: text,
        source: range,
        promptSource: range,
        promptBefore: `before\n${text}\nsame\n`,
        promptAfter: `after\n${text}${text}\nsame\n`,
        plan: {
          key: text,
          action: "drifted",
          changes: [text],
          reason: text,
          livePrompt: `${text}\nlive`,
        },
        verdict: aVerdict({
          key: text,
          verdict: "regressed",
          reason: text,
          advice: text,
          deciding: text,
          metrics: [metric, other],
        }),
        candidate: evidence,
        baseline: evidence,
        measuredOn: { kind: "preview", agentId: text },
        runs: [
          {
            agentKey: text,
            runId: text,
            purpose: "candidate",
            origin: "started",
            status: "failed",
            reason: text,
          },
        ],
        variants: [aVariant({ name: text, isWinner: true, scores: { [text]: 1 } })],
        headroom: { runId: text, variantId: text, variantName: text, content: text, lift: 3 },
        insights: {
          recent: figures,
          usual: figures,
          stepFailures: [{ step: text, rootCause: text, count: 1 }],
          recommendations: [text],
        },
        ...(command === "benchmark"
          ? {
              benchmark: {
                benchmarkId: text,
                baselineId: text,
                models: [
                  { model: text, isBaseline: true, finding: "regressed", metrics: [metric] },
                ],
                referenceId: text,
                better: { model: text, than: text, points: 3, lift: 12, change: text },
                recommendation: text,
              },
            }
          : {}),
      }),
    ],
    notices: [{ level: "warning", message: text, hint: text, at: range }],
    fault: { message: text, hint: text },
  });
}
