/** One hostile text in every place of a report where text comes from outside. */
import fc from "fast-check";
import type { Report, ReportCommand } from "../../src/report/model.ts";
import { anyCharacter } from "./any-character.ts";
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

/** A text that stands in every place, or a next one for each place that text from outside has. */
type Source = string | (() => string);

export function hostileReport(source: Source, command: ReportCommand): Report {
  const next = typeof source === "string" ? () => source : source;
  const [key, metric, prompt, winner] = [next(), next(), next(), next()];
  const range = () => ({ file: next(), line: 1, column: 1, endLine: 2 });
  const compared = aComparison({ metric, explanation: next() });
  const other = aComparison({ metric: `${next()} 2`, direction: "lower", explanation: next() });
  const figures = () => ({ days: 7, taskCompletion: 50, sentiment: next() });
  const evidence = () =>
    ({
      fingerprint: next(),
      mode: "validation",
      where: "preview",
      started: 1,
      adopted: 1,
      newest: next(),
      commit: next(),
    }) as const;
  return aReport({
    command,
    context: aContext({ repository: `acme/${next()}`, commit: next(), configFiles: [next()] }),
    gate: { result: "fail", reasons: [{ key, action: "fail", reason: next() }] },
    agents: [
      anAgentReport({
        key,
        name: next(),
        source: range(),
        promptSource: range(),
        promptBefore: `before\n${next()}\nsame\n`,
        promptAfter: `after\n${prompt}${prompt}\nsame\n`,
        plan: {
          key,
          action: "drifted",
          changes: [next()],
          reason: next(),
          livePrompt: `${next()}\nlive`,
        },
        verdict: aVerdict({
          key,
          verdict: "regressed",
          reason: next(),
          advice: next(),
          deciding: metric,
          metrics: [compared, other],
        }),
        accepted: {
          ...{ by: next(), reason: next(), at: next() },
          metrics: [{ metric: next(), candidate: 50, delta: -9 }],
        },
        candidate: evidence(),
        baseline: evidence(),
        measuredOn: { kind: "preview", agentId: next() },
        runs: [
          {
            agentKey: key,
            runId: next(),
            purpose: "candidate",
            origin: "started",
            status: "failed",
            reason: next(),
          },
        ],
        variants: [aVariant({ name: next(), isWinner: true, scores: { [metric]: 1 } })],
        headroom: {
          runId: next(),
          variantId: next(),
          variantName: next(),
          content: winner,
          lift: 3,
        },
        suggestion: { kind: "patch" },
        history: [1, 2, 3].map((day) => ({
          completedAt: `2026-11-0${day}T08:00:00.000Z`,
          scores: { [metric]: 50 + day },
        })),
        insights: {
          recent: figures(),
          usual: figures(),
          stepFailures: [{ step: next(), rootCause: next(), count: 1 }],
          recommendations: [next()],
          issues: [{ description: next(), severity: next(), frequency: 0.2 }],
          further: [{ name: next(), lines: [next()] }],
          unread: [next()],
          transcripts: {
            shown: [
              {
                file: next(),
                line: 2,
                conversationId: next(),
                sentiment: next(),
                topics: [next()],
                summary: next(),
              },
            ],
            notes: [next()],
          },
        },
        ...(command === "benchmark"
          ? {
              benchmark: {
                benchmarkId: next(),
                // Of half of them, by chance, a change of model.
                ...(next().length % 2 === 0
                  ? { replaces: { model: next(), agentId: next() }, trialOf: next() }
                  : { baselineId: next() }),
                models: [
                  { model: next(), isBaseline: true, finding: "regressed", metrics: [compared] },
                ],
                recommendation: next(),
              },
            }
          : {}),
      }),
    ],
    notices: [{ level: "warning", message: next(), hint: next(), at: range() }],
    account: [
      {
        ...{ what: "setting", name: next(), action: "drifted", done: false },
        ...{ from: next(), to: next(), reason: next() },
      },
    ],
    fault: { message: next(), hint: next() },
  });
}

/** One report with an agent for each of the sources, which is as hostile and quicker than a report for each. */
export function hostileAgents(sources: readonly Source[], command: ReportCommand): Report {
  const reports = sources.map((source) => hostileReport(source, command));
  const [first] = reports;
  if (first === undefined) throw new Error("no sources");
  return {
    ...first,
    agents: reports.flatMap(({ agents }) => agents),
    gate: { result: "fail", reasons: reports.flatMap(({ gate }) => gate.reasons) },
    notices: reports.flatMap(({ notices }) => notices),
    account: reports.flatMap(({ account = [] }) => account),
  };
}

const PIECES = [
  ..."<>|`*_~[]()!#@&;:\\/-+=^$\"'{}%?. \n\r\t\u0000\u200b\u202e\u00a0",
  ...["<!--", "-->", "--!>", "]]>", "<![CDATA[", "</title>", "</style>", "</desc>", "</svg>"],
  ...["<script>", "</script>", "<svg/onload=", "onerror=", "javascript:", "data:text/html,"],
  ...["<img src=//evil.example>", "<a href=//evil.example>", "<base href=", "<meta http-equiv="],
  ...['" autofocus onfocus="', "' style='", "&lt;", "&#60;", "&NewLine;", "\ud800", "\udc00"],
  ...["https://", "http://", "ftp://", "www.", "evil.example", "mailto:", "xmpp:", "a@b.example"],
  ...["@octocat", "#1", "GH-1", "octo/repo", "octo/repo#1", "/issues/1", "/pull/1", "@a/b"],
  ...["::error::", "::set-output name=x::", "##[error]", "::add-mask::", "\u2028", "\u0085"],
  ...[
    "```",
    "~~~",
    "````",
    "    ",
    "- [ ] ",
    "[^1]",
    "[^1]: ",
    "[x]: ",
    "|-|-|",
    ":-:",
    "> [!NOTE]",
  ],
  ...[
    "</details>",
    "<details>",
    "<summary>",
    "</sub>",
    "<sub>",
    "<b>",
    "</b>",
    "<span>",
    "</span>",
  ],
];

/** Any text; pieces of attacks put together at random, which finds more; and whole attacks among them. */
export const hostileText = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 40 }) },
  {
    weight: 6,
    arbitrary: fc
      .array(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
          { weight: 1, arbitrary: fc.constantFrom(...ATTACKS) },
          { weight: 2, arbitrary: fc.string({ maxLength: 6 }) },
        ),
        { maxLength: 10 },
      )
      .map((parts) => parts.join("")),
  },
);
