/** The three pull requests of the demo, as edits of the example repository. Pure. */

export type Files = Readonly<Record<string, string>>;

export interface DemoPullRequest {
  readonly number: number;
  readonly title: string;
  readonly headRef: string;
  readonly head: string;
  readonly expected: "pass" | "fail";
  readonly edit: (files: Files) => Files;
}

const ADDED_TO_BILLING = `
## Refunds

- A customer can return an unused item within 30 days of delivery for a full refund to the original payment method; after that we offer store credit.
- Ask for the receipt or another proof of purchase, and name the day by which the money arrives: three to five working days after we have booked it.

## Handing over

- When the customer asks for a person, when the same problem comes back, or when the amount in question is above 200 pounds, hand the conversation to a human colleague of the billing team and say when they will answer.
`;

export const DEMO_PULL_REQUESTS: readonly DemoPullRequest[] = [
  {
    number: 12,
    title: "Tell billing about refunds and handing over",
    headRef: "billing-refunds",
    head: "1d0f3a7c5b9e42868a7b6c5d4e3f2a1b0c9d8e7f",
    expected: "pass",
    edit: (files) => ({
      ...files,
      "prompts/billing.md": `${files["prompts/billing.md"]?.trimEnd()}\n${ADDED_TO_BILLING}`,
    }),
  },
  {
    number: 13,
    title: "Shorten the support prompt",
    headRef: "shorter-support",
    head: "4f2c9d1e8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d",
    expected: "fail",
    edit: (files) => ({
      ...files,
      "prompts/support.md": withoutSection(files["prompts/support.md"] ?? "", "## Refunds"),
    }),
  },
  {
    number: 14,
    title: "Explain the tags in converra.yml",
    headRef: "explain-tags",
    head: "9ab31c2d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b",
    expected: "pass",
    edit: (files) => ({
      ...files,
      "converra.yml": `# The tag larkfield is what the dashboard filters by.\n${files["converra.yml"]}`,
    }),
  },
];

/** The text without a heading of the second level and what stands under it. */
function withoutSection(markdown: string, heading: string): string {
  const start = markdown.indexOf(`${heading}\n`);
  if (start === -1) throw new Error(`the prompt has no section ${heading}`);
  const next = markdown.indexOf("\n## ", start);
  return next === -1
    ? markdown.slice(0, start)
    : markdown.slice(0, start) + markdown.slice(next + 1);
}
