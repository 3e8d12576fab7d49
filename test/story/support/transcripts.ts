/** A repository with two transcripts, whose agent has few conversations or none. */
import { aStage } from "./stage.ts";

export const TALKS = {
  "talks/a.txt": "User: Where is my order?\nAssistant: Let me look.",
  "talks/b.json": JSON.stringify([
    { role: "user", content: "I want a refund." },
    { role: "assistant", content: "Of course." },
  ]),
};
export const OURS = "of the repository's conversations";

export type Options = Parameters<typeof aStage>[0] & { readonly stored?: readonly string[] };

export async function aNewcomer({ stored = [], ...options }: Options = {}) {
  const stage = await aStage({
    ...options,
    agents: [
      {
        key: "support",
        settings: { conversations: "talks/*" },
        seed: { conversations: stored },
      },
    ],
  });
  const texts = () =>
    [...stage.converra.state.conversations.values()].map(({ content }) => content).toSorted();
  return { ...stage, texts };
}

/** As they are logged, sorted. */
export const TEXTS = [
  "User: I want a refund.\nAssistant: Of course.",
  "User: Where is my order?\nAssistant: Let me look.",
];
