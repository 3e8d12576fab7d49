import { describe, expect, it } from "vitest";
import { accountFiles } from "../../../src/cli/account-files.ts";
import { parseConfig } from "../../../src/config/parse.ts";
import { planAgents } from "../../../src/plan/plan.ts";
import type { Agent } from "../../../src/service/agent-shape.ts";
import { anAgent } from "../../support/definitions.ts";

/** The definitions that the files state. */
function parsed(agents: readonly Agent[]) {
  const { files } = accountFiles(agents);
  const missing = { problem: "is missing", fix: "" };
  const text = files.get("converra.yml") ?? "";
  const result = parseConfig(
    [{ path: "converra.yml", text }],
    (path) => files.get(path) ?? missing,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.config.agents;
}

const AGENTS = [
  anAgent({
    id: "a1",
    name: 'Café: "Support" #1',
    content: "One.\r\nTwo.\r\n\r\n",
    tags: ["x: y"],
  }),
  anAgent({ id: "a2", name: "Cafe support 1", content: "  indented\n- list", description: "yes" }),
  anAgent({ id: "a3", name: "日本", content: "- {{ name }}\n\ttab \n", model: "no" }),
];

describe("the files of an account", () => {
  it("state what the agents are: a plan finds nothing to do", () => {
    const planned = planAgents(parsed(AGENTS), AGENTS, 0);
    expect(planned.map(({ entry }) => [entry.key, entry.action, entry.liveAgentId])).toEqual([
      ["cafe-support-1", "unchanged", "a1"],
      ["cafe-support-1-2", "unchanged", "a2"],
      ["agent", "unchanged", "a3"],
    ]);
  });

  it("leave out previews and archived agents, and tell of what no configuration can say", () => {
    const { files, count, notes } = accountFiles([
      anAgent({ id: "p", tags: ["converra-gate", "key:a"] }),
      anAgent({ id: "z", status: "archived" }),
      anAgent({ id: "e", content: " \n" }),
      anAgent({ id: "n", name: "two\nlines" }),
    ]);
    expect([...files.keys()]).toEqual(["converra.yml"]);
    expect(count).toBe(0);
    expect(notes).toEqual([
      "Left out: agent e, because its prompt is empty.",
      "Left out: agent n, because its name is empty, too long or has a line break.",
    ]);
  });

  it("keep the action's own tags out of the file", () => {
    const [one] = parsed([anAgent({ tags: ["mine", `converra-gate:${"0".repeat(32)}`] })]);
    expect(one?.tags).toEqual(["mine"]);
  });
});
