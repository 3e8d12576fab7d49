import { describe, expect, it } from "vitest";
import { removedAgents } from "../../../src/config/removed.ts";
import { aDefinition, someRules } from "../../support/definitions.ts";

const BASE = [aDefinition()];

describe("an agent of the base commit", () => {
  it("that is gone is named, with what its live agent is left to", () => {
    const [gone] = removedAgents(BASE, []);
    expect(gone).toMatchObject({ key: "support", how: "removed", action: "warn" });
    expect(gone?.reason).toBe(
      'The agent support was removed from the config: its live agent "Support" goes on unguarded.',
    );
  });

  it("is treated as the base's own rules say", () => {
    const strict = aDefinition({ gate: someRules({ onRemoved: "fail" }) });
    expect(removedAgents([strict], [])[0]?.action).toBe("fail");
  });

  it("that has another name and no id is renamed, and its id would tell them apart", () => {
    const renamed = aDefinition({ name: "Helper" });
    const [found] = removedAgents(BASE, [renamed], ({ name }) =>
      name === "Support" ? "agent_1" : undefined,
    );
    expect(found?.how).toBe("renamed");
    expect(found?.advice).toContain("`id: agent_1`");
  });

  it("that is bound to another id is named, also where only the service tells", () => {
    const bound = aDefinition({ id: "agent_1" });
    const other = aDefinition({ id: "agent_2" });
    expect(removedAgents([bound], [other])[0]?.how).toBe("rebound");
    const live = ({ id }: { id?: string }) => id ?? "agent_1";
    expect(removedAgents(BASE, [other], live)[0]?.how).toBe("rebound");
    expect(removedAgents(BASE, [bound], live)).toEqual([]);
  });

  it.each([
    ["its prompt moves to another file", { promptSource: { ...aDefinition().source, file: "b" } }],
    ["its entry moves to another file", { source: { ...aDefinition().source, file: "b.yml" } }],
    ["its key changes", { key: "help" }],
    ["it is given an id", { id: "agent_1" }],
  ])("is not removed where %s", (_, change) => {
    expect(removedAgents(BASE, [aDefinition(change)])).toEqual([]);
  });

  it("leaves nothing behind where it never had a live agent", () => {
    expect(removedAgents(BASE, [], () => undefined)).toEqual([]);
  });
});
