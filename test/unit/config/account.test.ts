import { describe, expect, it } from "vitest";
import { configOf, mistakesIn, SOUND } from "./support.ts";

describe("what the file keeps of the account", () => {
  it.each([
    [
      "a setting of another name",
      `${SOUND}settings: { optimization: { deployment-mode: manual } }\n`,
      '6:29 the key "deployment-mode" is not known in settings.optimization -> Did you mean deploymentMode?',
    ],
    [
      "a mode of deployment there is not",
      `${SOUND}settings: { optimization: { deploymentMode: automatic } }\n`,
      '6:45 settings.optimization.deploymentMode must be one of manual, semi-automatic, but is "automatic" -> Write one of manual, semi-automatic.',
    ],
    [
      "a webhook without encryption",
      `${SOUND}webhooks: [{ url: "http://a.example", events: [optimization.completed] }]\n`,
      '6:19 webhooks[0].url must be an https address, but is "http://a.example" -> Write an https address.',
    ],
    [
      "an event that is spelt otherwise",
      `${SOUND}webhooks: [{ url: "https://a.example", events: [optimisation.completed] }]\n`,
      "6:49 webhooks[0].events[0] is no event of Converra's -> Did you mean optimization.completed?",
    ],
    [
      "two webhooks of one address",
      `${SOUND}webhooks: [{ url: "https://a.example", events: [a.b] }, { url: "https://a.example/", events: [a.c] }]\n`,
      "6:64 webhooks[1].url is the address of another webhook of the list -> Put all events of one address into one entry.",
    ],
  ])("has a mistake on its line: %s", (_, text, expected) => {
    expect(mistakesIn(text)).toEqual([expected]);
  });

  it("is what is stated and nothing else, with the drift rule of the file's gate", () => {
    const text = `${SOUND}gate: { on-drift: fail }
settings: { optimization: { simulation: { maxTurns: 8 } } }
webhooks: [{ url: "https://a.example/x", events: [alerts.sent] }]
`;
    expect(configOf(text).account).toEqual({
      settings: { optimization: { simulation: { maxTurns: 8 } } },
      webhooks: [{ url: "https://a.example/x", events: ["alerts.sent"], secretOutput: false }],
      onDrift: "fail",
    });
    expect(configOf(SOUND).account).toEqual({ onDrift: "warn" });
  });
});
