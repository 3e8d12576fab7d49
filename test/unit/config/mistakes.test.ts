import { describe, expect, it } from "vitest";
import { mistakesIn, SOUND } from "./support.ts";

/** Lines that follow the sound file; line 6 is the first of them. */
describe("a mistake in a section", () => {
  it.each([
    ["version 2", SOUND.replace("1", "2"), "1:10 version must be 1, but is 2 -> Write 1."],
    ["no version", SOUND.replace("version: 1\n", ""), "1:1 version is missing -> Add version: 1."],
    [
      "no agents",
      "version: 1\n",
      "1:1 agents is missing -> Add agents: a section with one entry per agent.",
    ],
    [
      "agents without an entry",
      "version: 1\nagents: {}\n",
      "2:1 agents has no entry -> Add an entry with a name and a prompt-file.",
    ],
    [
      "an agent that is text",
      "version: 1\nagents: { a: hello }\n",
      '2:14 agents.a must be a section of keys, but is "hello" -> Write its keys below it, further in by two spaces.',
    ],
    [
      "a key with a space",
      'version: 1\nagents: { "a b": { model: m, prompt: p } }\n',
      '2:11 the key "a b" must be letters, digits, ".", "_" and "-", beginning with a letter or a digit -> Write a-b.',
    ],
    [
      "a misspelt section that has to be there",
      SOUND.replace("agents", "agnets"),
      '2:1 the key "agnets" is not known at the top of the file -> Did you mean agents?',
    ],
    [
      "agents with nothing in it",
      "version: 1\nagents:\n",
      "2:8 agents is empty -> Write a section with one entry per agent.",
    ],
    [
      "agents as a list",
      "version: 1\nagents:\n  - name: Bot\n    prompt: Help.\n",
      "3:3 agents must be a section with one entry per agent, but is a list of 1 -> Leave out the dashes, and give each entry a key of its own: `key:`, and what it has below that.",
    ],
    [
      "an unknown section",
      `${SOUND}gates: {}\n`,
      '6:1 the key "gates" is not known at the top of the file -> Did you mean gate?',
    ],
    [
      "a key in camel case",
      `${SOUND}gate: { onInconclusive: warn }\n`,
      '6:9 the key "onInconclusive" is not known in gate -> Did you mean on-inconclusive?',
    ],
    [
      "a key like no other",
      `${SOUND}budget: { euros: 5 }\n`,
      '6:11 the key "euros" is not known in budget -> Remove it. Known here: max-runs, keep, nights.',
    ],
    [
      "a merge key",
      `${SOUND}    <<: { tags: [a] }\n`,
      '6:5 the key "<<" is not known in agents.support -> Put what the agents share under defaults, or write it out.',
    ],
    [
      "a quoted number",
      `${SOUND}wait: { interval-seconds: "5" }\n`,
      '6:27 wait.interval-seconds must be a number from 0.01 to 3600, but is "5" -> Remove the quotes.',
    ],
    [
      "a number with a unit",
      `${SOUND}wait: { interval-seconds: 5s }\n`,
      '6:27 wait.interval-seconds must be a number from 0.01 to 3600, but is "5s" -> Write a number from 0.01 to 3600.',
    ],
    [
      "a fraction for a count",
      `${SOUND}gate: { confirm: 1.5 }\n`,
      "6:18 gate.confirm must be a whole number from 0 to 5, but is 1.5 -> Write a whole number from 0 to 5.",
    ],
    [
      "a number out of range",
      `${SOUND}    temperature: 2.1\n`,
      "6:18 agents.support.temperature must be a number from 0 to 2, but is 2.1 -> Write a number from 0 to 2.",
    ],
    [
      "not a number",
      `${SOUND}gate: { max-drop: .nan }\n`,
      "6:19 gate.max-drop must be a number from 0 to 100, but is NaN -> Write a number from 0 to 100.",
    ],
    [
      "certainty",
      `${SOUND}gate: { confidence: 1 }\n`,
      "6:21 gate.confidence must be a number from 0.5 to 0.999, but is 1 -> Write a number from 0.5 to 0.999.",
    ],
    [
      "a word not in the choice",
      `${SOUND}gate: { baseline: always }\n`,
      '6:19 gate.baseline must be one of run, reuse, off, but is "always" -> Write one of run, reuse, off.',
    ],
    [
      "an empty value",
      `${SOUND}sync:\n`,
      "6:6 sync is empty -> Write a section of keys, or remove the key.",
    ],
    [
      "a text for a list",
      `${SOUND}    tags: production\n`,
      '6:11 agents.support.tags must be a list of at most 100 texts, but is "production" -> Write it in brackets: ["production"].',
    ],
    [
      "a tag of ours",
      `${SOUND}    tags: [a, "converra-gate:1"]\n`,
      '6:15 agents.support.tags[1] must be a tag of your own: those that begin with converra-gate are written by the action, but is "converra-gate:1" -> Write a tag of your own: those that begin with converra-gate are written by the action.',
    ],
    [
      "a doubled model",
      `${SOUND}    benchmark: { models: [a, a] }\n`,
      "6:30 agents.support.benchmark.models[1] stands in the list already -> Remove it.",
    ],
    [
      "one model",
      `${SOUND}    benchmark: { models: [a] }\n`,
      "6:26 agents.support.benchmark.models must be a list of 2 to 6 different models, but is a list of 1 -> Write a list of 2 to 6 different models.",
    ],
    [
      "a benchmark of nothing",
      `${SOUND}    benchmark: { goal: cost }\n`,
      "6:5 agents.support.benchmark names no models -> Add models: [the one in use, another one].",
    ],
    [
      "six variants",
      `${SOUND}    optimize: { variants: 6 }\n`,
      "6:27 agents.support.optimize.variants must be a whole number from 1 to 5, but is 6 -> Write a whole number from 1 to 5.",
    ],
    [
      "confidence of one agent",
      `${SOUND}    gate: { confidence: 0.9 }\n`,
      "6:13 agents.support.gate.confidence cannot be set: confidence holds for all agents together -> Set confidence in the gate section at the top of the file.",
    ],
    [
      "confidence in defaults",
      `${SOUND}defaults: { gate: { confidence: 0.9 } }\n`,
      "6:21 defaults.gate.confidence cannot be set: confidence holds for all agents together -> Set confidence in the gate section at the top of the file.",
    ],
    [
      "a name in defaults",
      `${SOUND}defaults: { name: Bot }\n`,
      "6:13 defaults.name cannot be set: each agent has its own -> Write name in the agents that need it.",
    ],
    [
      "a wait that shrinks",
      `${SOUND}wait: { interval-seconds: 9, max-interval-seconds: 3 }\n`,
      "6:52 wait.max-interval-seconds is 3, less than interval-seconds -> Write 9 or more.",
    ],
    [
      "an age of insights below a moment",
      `${SOUND}health: { max-age: 0 }\n`,
      "6:20 health.max-age must be a number from 0.1 to 90, but is 0 -> Write a number from 0.1 to 90.",
    ],
    [
      "benchmarks to keep",
      `${SOUND}    benchmark: { models: [m, n], keep: 1 }\n`,
      "6:40 agents.support.benchmark.keep must be a whole number from 2 to 100, but is 1 -> Write a whole number from 2 to 100.",
    ],
    [
      "a scale there is not",
      `${SOUND}gate: { scale: 5 }\n`,
      "6:16 gate.scale must be one of auto, 1, 10, 100, but is 5 -> Write one of auto, 1, 10, 100.",
    ],
    [
      "an underscore for a hyphen",
      "version: 1\nagents:\n  a:\n    model: m\n    prompt_file: a.md\n",
      '5:5 the key "prompt_file" is not known in agents.a -> Did you mean prompt-file?',
    ],
    [
      "tabs for indentation",
      "version: 1\nagents:\n\ta:\n\t\tmodel: m\n\t\tprompt: p\n",
      "3:1 not valid YAML: Tabs are not allowed as indentation -> Indent with spaces.",
    ],
  ])("is found: %s", (_, text, expected) => {
    expect(mistakesIn(text)).toEqual([expected]);
  });
});

describe("a mistake of one agent", () => {
  const agent = (lines: string) => `version: 1\nagents:\n  a:\n${lines}`;
  it.each([
    [
      "no prompt at all",
      "    model: m\n",
      "3:3 agents.a has no prompt -> Add prompt-file: path/to/prompt.md, or prompt: | and the text below it.",
    ],
    [
      "two prompts",
      "    model: m\n    prompt: p\n    prompt-file: a.md\n",
      "6:5 agents.a has both a prompt and a prompt-file -> Keep exactly one of prompt and prompt-file.",
    ],
    [
      "a blank prompt",
      '    model: m\n    prompt: " "\n',
      "5:13 the prompt of agents.a is empty -> Write the agent's system prompt.",
    ],
    [
      "a prompt that is a number",
      "    model: m\n    prompt: 5\n",
      '5:13 agents.a.prompt must be text, but is 5 -> Put it in quotes: "5".',
    ],
    [
      "a name of two lines",
      '    model: m\n    prompt: p\n    name: "a\\nb"\n',
      '6:11 agents.a.name must be text on one line, at most 200 characters, but is "a\\nb" -> Write text on one line, at most 200 characters.',
    ],
  ])("is found: %s", (_, lines, expected) => {
    expect(mistakesIn(agent(lines))).toEqual([expected]);
  });

  it("is shown short, and without its control characters", () => {
    const [mistake = ""] = mistakesIn(`${SOUND}    temperature: "${"\\e".repeat(100)}"\n`);
    expect(mistake).not.toContain("\u001b");
    expect(mistake.length).toBeLessThan(600);
  });
});

it("finds every mistake at once, in the order of the file", () => {
  const text = `version: 3
agents:
  a:
    modle: m
    prompt-file: gone.md
  b: { prompt: p, model: m, max-tokens: 0 }
  c: { model: m }
gate: { confidence: high }
`;
  expect(mistakesIn(text).map((mistake) => mistake.split(" ")[0])).toEqual([
    "1:10",
    "4:5",
    "5:18",
    "6:41",
    "7:3",
    "8:21",
  ]);
});
