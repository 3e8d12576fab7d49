/** What goes wrong in the repository and in the account: files, agents, permissions, budgets. */
import { REWORDED } from "../support/stage/prompts.ts";
import {
  CHANGED,
  expectTold,
  files,
  input,
  type Options,
  PROMPT,
  pull,
  push,
} from "./support/mistakes.ts";

const aNewAgent = (settings: Record<string, unknown>): Options => ({
  agents: [{ key: "support", live: false, settings }],
});

expectTold({
  "no checkout": {
    play: (stage) => stage.runPull({ ...stage.openPullRequest({ changes: CHANGED }), files: {} }),
    says: [
      /converra\.yml/,
      /does not exist/,
      /add `- uses: actions\/checkout@v4` before this step/,
    ],
  },
  "a configuration in another folder": {
    play: async (stage) => {
      const config = stage.base.files["converra.yml"] ?? "";
      return files({ "converra.yml": undefined, "bots/converra.yml": config })(stage);
    },
    says: [
      /converra\.yml/,
      /does not exist/,
      /There is bots\/converra\.yml: name it as the config/,
    ],
  },
  "a configuration with the other ending": {
    play: input({ config: "converra.yaml" }),
    says: [
      /converra\.yaml/,
      /does not exist/,
      /There is converra\.yml: name it as the config, or rename it to converra\.yaml/,
    ],
  },
  "two configurations that differ in their ending": {
    play: files({ "converra.yaml": "version: 1\nagents: {}\n" }),
    says: [
      /converra\.yaml is not read/,
      /converra\.yml beside it is/,
      /Delete one of the two, or name both as the config/,
    ],
  },
  "a glob that finds nothing": {
    play: pull({ inputs: { config: "agents/*.yml" } }, CHANGED),
    says: [/agents\/\*\.yml/, /matches no file/, /There is converra\.yml: name it as the config/],
  },
  "a folder as the configuration": {
    play: input({ config: "prompts" }),
    says: [/prompts/, /is not a file/, /Name the file itself/],
  },
  "a prompt file with a slip of the finger": {
    play: files({ [PROMPT]: undefined, "prompts/suport.md": REWORDED }),
    says: [
      /converra\.yml/,
      /"prompts\/support\.md" of agents\.support does not exist/,
      /Did you mean prompts\/suport\.md\?/,
    ],
  },
  "a prompt file with nothing in it": {
    play: files({ [PROMPT]: "\n\n" }),
    says: [/converra\.yml/, /agents\.support is empty/, /Write the agent's system prompt/],
  },
  "a prompt file as large as a book": {
    play: files({ [PROMPT]: "word ".repeat(60_000) }),
    says: [/converra\.yml/, /is 293 KiB, more than the 256 KiB/, /Make it smaller/],
  },
  "a rule for a metric that nobody reports": {
    play: pull(),
    on: { config: { gate: { metrics: { taskCompletoin: { "max-drop": 3 } } } } },
    says: [
      /gate\.metrics names taskCompletoin/,
      /which no run of support reports: its rule does nothing/,
      /Did you mean taskCompletion\?/,
    ],
  },
  "a benchmark without models": {
    play: push({ inputs: { command: "benchmark" } }),
    says: [/No agent/, /has a benchmark section/, /Add `benchmark: \{ models:/],
  },
  "two live agents of one name": {
    play: async (stage) => {
      stage.converra.seedAgent({ name: "support", content: "Be.", model: "gpt-4o" });
      return push()(stage);
    },
    says: [/support/, /2 agents are named/, /write the id of one of them into the config/],
  },
  "an id of another account": {
    play: push(),
    on: aNewAgent({ id: "agent_999" }),
    says: [/agent_999/, /is not an agent of this account/, /correct the id, or leave it out/],
  },
  "a new agent without a model": {
    play: push(),
    on: aNewAgent({ model: undefined }),
    says: [
      /no agent named "support" exists/,
      /to create one sync needs a model/,
      /add model: to agents\.support/,
    ],
  },
  "an agent that nobody has talked to": {
    play: pull(),
    on: { agents: [{ key: "support", seed: { conversations: [] } }] },
    says: [/support/, /has no conversations/, /`conversations:` in converra\.yml/],
  },
  "an account without its business": {
    play: pull(),
    on: { converra: { businessContext: false } },
    says: [/support/, /no business context/, /Fill in industry and objectives/],
  },
  "a token that may not comment": {
    play: pull(),
    on: { github: { denied: ["pull-requests: write"] } },
    says: [/comment/, /pull-requests: write/, /permissions:/],
  },
  "a token that may not read the base": {
    play: pull(),
    on: { github: { denied: ["contents: read"] } },
    says: [/base commit/, /could not be read/, /contents: read/],
  },
  "runs that a budget of none forbids": {
    play: input({ "max-runs": "0" }),
    says: [/support/, /max-runs is 0/, /Raise `budget\.max-runs`/],
  },
});
