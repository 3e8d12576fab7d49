import { describe, expect, it } from "vitest";
import { isStillOwned, ownedCopies, queuedPull, reasonToRemove } from "../../../src/plan/owned.ts";
import type { Agent } from "../../../src/service/agent-shape.ts";
import { anAgent } from "../../support/definitions.ts";

const REPOSITORY = "acme/shop";

function aCopy(place: string, scope: string, more: Partial<Agent> = {}): Agent {
  const tags = ["converra-gate", `repo:${REPOSITORY}`, scope, "config:converra.yml", "key:support"];
  return anAgent({
    id: "agent_9",
    name: `Support (${REPOSITORY}${place})`,
    status: "draft",
    tags,
    ...more,
  });
}

const scopesOf = (agents: readonly Agent[]) =>
  ownedCopies(agents, REPOSITORY).owned.map(({ scope }) => scope);

describe("a copy is this repository's", () => {
  it("where name and tags say the same", () => {
    const agents = [aCopy("#7", "pr:7"), aCopy("@a/b (c)", "branch:a/b (c)"), aCopy(" ref", "ref")];
    expect(scopesOf(agents)).toEqual([
      { kind: "pull-request", number: 7 },
      { kind: "branch", branch: "a/b (c)" },
      { kind: "twin" },
    ]);
  });

  it("also where tags are kept in lower case", () => {
    const tags = aCopy("#7", "pr:7").tags.map((tag) => tag.toLowerCase());
    expect(scopesOf([aCopy("@Feature", "branch:feature"), aCopy("#7", "", { tags })])).toHaveLength(
      2,
    );
  });

  it.each([
    ["with another number in its tags", aCopy("#7", "pr:8")],
    ["whose tag was cut", aCopy("#71", "pr:7")],
    [
      "of another repository's tag",
      aCopy("#7", "pr:7", { tags: ["converra-gate", "repo:acme/shop2", "pr:7"] }),
    ],
    ["without our tag", aCopy("#7", "pr:7", { tags: [`repo:${REPOSITORY}`, "pr:7"] })],
    ["without any tag", aCopy("#7", "pr:7", { tags: [] })],
  ])("and one is not %s, though it is named like one", (_, agent) => {
    const { owned, unproven } = ownedCopies([agent], REPOSITORY);
    expect(owned).toEqual([]);
    expect(unproven).toEqual([agent]);
  });

  it.each([
    ["renamed", aCopy("#7", "pr:7", { name: "Support" })],
    ["archived", aCopy("#7", "pr:7", { status: "archived" })],
    ["another repository's by name", aCopy("#7", "pr:7", { name: "Support (acme/shopping#7)" })],
  ])("and one that is %s is nobody's business", (_, agent) => {
    expect(ownedCopies([agent], REPOSITORY)).toEqual({ owned: [], unproven: [] });
  });

  it("only as long as its own record says so", () => {
    const [copy] = ownedCopies([aCopy("#7", "pr:7")], REPOSITORY).owned;
    if (copy === undefined) throw new Error("it is one");
    expect(isStillOwned(copy, aCopy("#7", "pr:7"), REPOSITORY)).toBe(true);
    expect(isStillOwned(copy, aCopy("#8", "pr:8"), REPOSITORY)).toBe(false);
    expect(isStillOwned(copy, aCopy("#7", "pr:7", { tags: ["theirs"] }), REPOSITORY)).toBe(false);
  });
});

describe("a copy is needed no longer", () => {
  const reason = (agent: Agent, known: Partial<Parameters<typeof reasonToRemove>[1]>) => {
    const [copy] = ownedCopies([agent], REPOSITORY).owned;
    if (copy === undefined) throw new Error("it is one");
    return reasonToRemove(copy, { closed: new Set(), gone: new Set(), ...known });
  };
  const queue = `gh-readonly-queue/main/pr-7-${"a".repeat(40)}`;

  it.each<[string, Agent, Parameters<typeof reason>[1], string]>([
    [
      "its pull request is closed",
      aCopy("#7", "pr:7"),
      { closed: new Set([7]) },
      "pull request #7 is closed",
    ],
    [
      "its branch is gone",
      aCopy("@x", "branch:x"),
      { gone: new Set(["x"]) },
      "the branch x is gone",
    ],
    [
      "it is the desk's own",
      aCopy("@x", "branch:x"),
      { ownBranch: "x" },
      "it was made for the branch x",
    ],
    [
      "its pull request left the queue",
      aCopy(`@${queue}`, `branch:${queue}`),
      { closed: new Set([7]) },
      "pull request #7 has left the merge queue",
    ],
    [
      "its agent is gone",
      aCopy(" ref", "ref"),
      { configs: new Map([["converra.yml", ["sales"]]]) },
      "converra.yml has no agent support",
    ],
    [
      "its config is gone",
      aCopy(" ref", "ref"),
      { configs: new Map([["converra.yml", undefined]]) },
      "converra.yml is gone",
    ],
  ])("when %s", (_, agent, known, expected) => {
    expect(reason(agent, known)).toBe(expected);
  });

  it.each<[string, Agent, Parameters<typeof reason>[1]]>([
    ["is open", aCopy("#7", "pr:7"), { closed: new Set([70]) }],
    ["is not known", aCopy("@x", "branch:x"), {}],
    [
      "is of an agent of the config",
      aCopy(" ref", "ref"),
      { configs: new Map([["converra.yml", ["Support"]]]) },
    ],
    [
      "is of a config that was not read",
      aCopy(" ref", "ref"),
      { configs: new Map([["b.yml", []]]) },
    ],
    ["is a twin on another branch than the default", aCopy(" ref", "ref"), {}],
  ])("and not while what it is for %s", (_, agent, known) => {
    expect(reason(agent, known)).toBeUndefined();
  });

  it("tells a queue's branch of one pull request from another's", () => {
    expect(queuedPull(queue)).toBe(7);
    expect(queuedPull("feature/pr-7-abc")).toBeUndefined();
  });
});
