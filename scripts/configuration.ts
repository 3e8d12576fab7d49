/** docs/configuration.md, from the JSON Schema of converra.yml: every key, its default, an example. */
import { stringify } from "yaml";
import { configJsonSchema } from "../src/config/schema.ts";

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

interface ConfigKey {
  /** As in `agents.<key>.optimize.mode`. */
  readonly path: string;
  readonly node: Node;
  readonly required: boolean;
}

const ROOT_SECTION = "The file";
/** What stands for a name of the user's own. */
const OWN_NAME: Readonly<Record<string, string>> = { agents: "<key>", metrics: "<metric>" };

/** Values that tell more than one made from the type would. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  id: "agent_abc123",
  name: "Customer Support Agent",
  prompt: "You are the support agent of Larkfield.",
  "prompt-file": "prompts/support.md",
  model: "gpt-4o",
  description: "First line of customer support",
  tags: ["support"],
  improve: ["task completion"],
  hypothesis: "Shorter answers are read to the end.",
  personas: ["persona_1"],
  models: ["gpt-4o", "claude-sonnet-4-5"],
  conversations: ["conversations/*.txt"],
  url: "https://example.com/converra",
  events: ["optimization.completed"],
  temperature: 0.3,
  "max-tokens": 800,
  min: 60,
  "max-drop": 3,
  goal: "quality",
  industry: "Furniture",
  preferredLLM: "gpt-4o",
  objectives: "Solve customers' problems in one conversation",
  kpis: "Refunds within a day",
  insightRequirements: "Name the product",
  excludedDataAndTopics: "Payment data",
  confidenceMode: "moderate",
};

/** Every key that can be written, sections included, in the schema's order. */
function configKeys(): readonly ConfigKey[] {
  return keysBelow(configJsonSchema() as Node, "");
}

/** Without the sections. */
export function valueKeys(): readonly ConfigKey[] {
  return configKeys().filter(({ node }) => !hasKeys(node));
}

function keysBelow(node: Node, path: string): readonly ConfigKey[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const below = path === "" ? name : `${path}.${name}`;
    const required = node.required?.includes(name) ?? false;
    return [{ path: below, node: child, required }, ...keysBelow(child, below)];
  });
  const named = node.additionalProperties;
  const name = OWN_NAME[path.split(".").at(-1) ?? ""];
  const open =
    typeof named === "object" && name !== undefined ? keysBelow(named, `${path}.${name}`) : [];
  const items = node.items?.properties === undefined ? [] : keysBelow(node.items, `${path}[]`);
  return [...own, ...open, ...items];
}

export function configurationText(): string {
  const sections = new Map<string, ConfigKey[]>();
  for (const key of configKeys()) {
    const top = key.path.split(/[.[]/)[0] ?? "";
    const isSection = key.path !== top || hasKeys(key.node);
    const name = isSection ? top : ROOT_SECTION;
    sections.set(name, [...(sections.get(name) ?? []), key]);
  }
  const parts = [...sections].map(([name, keys]) => sectionText(name, keys));
  return `${HEAD}\n${parts.join("\n")}`;
}

const HEAD = `# Configuration

Every key of \`converra.yml\`, its default and an example. This page is generated from the schema, which editors with a YAML
language server complete and check by: [schema/converra.schema.json](../schema/converra.schema.json).

What \`defaults\` says holds for every agent that does not say otherwise, and so does the top-level \`gate\`; sections are laid
over one another key by key, a list is replaced whole. Paths are relative to the file they stand in.

A **transcript** under \`conversations\` is a conversation that the repository keeps, in a file of one of three forms; an
agent has at most 50, of at most 256 KiB a file:

- \`.json\`: a list of messages, each \`{"role": …, "content": …}\`, or an object that has the list under \`messages\` or
  \`transcript\`. Always one conversation.
- \`.jsonl\` or \`.ndjson\`: a message a line, which is one conversation; or a conversation a line, each as in a \`.json\` file.
  Which of the two, the first line says. A \`system\` message between others is refused: another conversation may begin there.
- any other name: text as the service takes it, each turn on a line of its own after \`User:\` or \`Assistant:\`
  (or \`Human:\`, \`Customer:\`, \`Client:\`; \`AI:\`, \`Agent:\`, \`Bot:\`, \`Support:\`, \`Model:\`), as in \`User: Where is my order?\`.

Those names are the roles as well, in small letters or not. Messages of \`system\`, \`developer\`, \`tool\` and \`function\`, calls of
tools, and parts that are not text are left out: nobody says them. Every other role, and every message without text, is refused
on its line. Of a message its line breaks become spaces, for the service has a turn a line.

A transcript is known by its text. What it is called, which form it has and in which order it comes make no difference: two of the
same text are one, and a changed one is another. It is logged while the agent has at most 50 conversations, and only where none of
those has its text.

What Converra says of the transcripts on the live agent stands in the report of \`insights\`, and of scheduled runs: of ten an
agent, and for about 100 requests a run; what is left out, is not logged or has no insights yet is named. With \`health.regenerate\`
insights that are older than \`health.max-age\`, or missing as long after, are asked for, once in a run, which may cost
tokens; not where the agent's own are old as well, for those are made anew all together. Of a transcript that has none two weeks later
they are asked for no more, and the report says so.
`;

const hasKeys = ({ properties, additionalProperties, items }: Node) =>
  properties !== undefined ||
  typeof additionalProperties === "object" ||
  items?.properties !== undefined;

function sectionText(name: string, keys: readonly ConfigKey[]): string {
  const [first] = keys;
  const about = name === ROOT_SECTION ? "" : `${first?.node.description ?? ""}\n\n`;
  const title = name === ROOT_SECTION ? name : `\`${name}\``;
  const rows = keys
    .filter((key) => !hasKeys(key.node))
    .map(
      (key) =>
        `| ${[`\`${key.path}\``, valueText(key.node), defaultText(key), exampleText(key), cell(key.node.description)].join(" | ")} |`,
    );
  const head = "| Key | Value | Default | Example | Meaning |\n| --- | --- | --- | --- | --- |";
  return `## ${title}\n\n${about}${head}\n${rows.join("\n")}\n`;
}

function valueText(node: Node): string {
  if (node.const !== undefined) return code(node.const);
  if (node.enum !== undefined) return node.enum.map(code).join(", ");
  if (node.anyOf !== undefined) return node.anyOf.map(valueText).join(" or ");
  if (node.type === "array") {
    const { minItems, maxItems } = node;
    return minItems === undefined || minItems === 0
      ? `list of at most ${maxItems}`
      : `list of ${minItems} to ${maxItems}`;
  }
  const kind = {
    integer: "whole number",
    number: "number",
    boolean: "true or false",
    string: "text",
  }[node.type ?? ""];
  const { minimum, maximum } = node;
  const range = minimum === undefined ? "" : ` ${minimum} to ${maximum}`;
  return `${kind ?? "value"}${range}`;
}

function defaultText({ node, required }: ConfigKey): string {
  if (node.default !== undefined) return code(JSON.stringify(node.default));
  return required ? "required" : "none";
}

function exampleText({ path, node }: ConfigKey): string {
  const name = path.split(".").at(-1) ?? path;
  return code(
    stringify({ [name]: exampleOf(name, node) }, { collectionStyle: "flow", lineWidth: 0 })
      .trim()
      .replace(/^\{ ?| ?\}$/g, ""),
  );
}

/** A value that may stand there. */
export function exampleOf(name: string, node: Node): unknown {
  const { type, const: only, enum: choices } = node;
  if (only !== undefined) return only;
  if (EXAMPLES[name] !== undefined && (type === undefined || typeOf(EXAMPLES[name], type)))
    return EXAMPLES[name];
  if (choices !== undefined) return choices.find((one) => one !== node.default) ?? choices[0];
  if (type === "boolean") return node.default !== true;
  if (type === "array") return ["…"];
  if (type === "string" || type === undefined) return "…";
  const usual = typeof node.default === "number" ? node.default : (node.minimum ?? 1);
  return usual < (node.maximum ?? usual)
    ? usual + (usual < 1 ? 0.04 : 1) * (type === "integer" && usual < 1 ? 25 : 1)
    : usual;
}

function typeOf(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  return typeof value === (type === "integer" ? "number" : type);
}

const code = (value: unknown) => `\`${String(value).replaceAll("|", "\\|")}\``;
const cell = (text = "") => text.replace(/\s+/g, " ").replaceAll("|", "\\|");
