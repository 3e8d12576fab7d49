/** Valid configurations as people write them: every style of YAML that may hold a prompt, comments in every place. */
import fc, { type GeneratorValue } from "fast-check";

export interface WrittenConfig {
  readonly text: string;
  /** Each stands once in the text. */
  readonly comments: readonly string[];
  readonly prompts: readonly WrittenPrompt[];
}

export interface WrittenPrompt {
  readonly key: string;
  /** Another entry has an alias of it, so that it cannot change alone. */
  readonly isShared: boolean;
}

/** What is needed of a generator while a file is written. */
interface Pen {
  /** True in one of `of` cases. */
  rarely(of: number): boolean;
  pick<T>(...some: readonly T[]): T;
  /** " # c1", or nothing. */
  behind(): string;
  /** Lines of nothing, of blanks, or of a comment, each indented somehow and ended. */
  between(indent: number, least?: number): string;
  /** An anchor that nothing else has. */
  anchor(): string;
}

function aPen(g: GeneratorValue): Pen & { readonly comments: string[] } {
  const comments: string[] = [];
  let anchors = 0;
  const pick = <T>(...some: readonly T[]): T => some[g(fc.nat, { max: some.length - 1 })] as T;
  const rarely = (of: number) => g(fc.nat, { max: of - 1 }) === 1 % of;
  const comment = () => {
    const text =
      `# c${comments.length}; ${pick("", "it's", '"', "- a: b", "| >", "&x *y", "}")}`.trimEnd();
    comments.push(text);
    return text;
  };
  return {
    ...{ comments, pick, rarely },
    behind: () => (rarely(3) ? `${pick(" ", "   ", "\t")}${comment()}` : pick("", "", " ", "\t")),
    between: (indent, least = 0) => {
      const lines = Array.from({ length: pick(0, 0, 1, 2) }, () =>
        rarely(2) ? `${" ".repeat(pick(least, indent, indent + 3))}${comment()}` : pick("", "  "),
      );
      return lines.map((line) => `${line}\n`).join("");
    },
    anchor: () => {
      anchors += 1;
      return `&a${anchors}`;
    },
  };
}

const WORDS = ["You help.", "it's so", 'say "no"', "a:b", "é", "x#y", "{ok}", "- no", "tab\there"];

/** One line of a plain text, which needs no sign to be one. */
function plain({ pick }: Pen): string {
  return pick("You help", "Be kind, and brief", "a:b", "x#y é", 'it\'s "so" {ok}', "12 monkeys");
}

const indented = (lines: readonly string[], indent: number) =>
  lines.map((line) => (line.trim() === "" ? line : " ".repeat(indent) + line));

/** A scalar in flow style; `indent` is where a further line of it may begin. */
function flowScalar(pen: Pen, indent: number, isInFlow: boolean): string {
  const { pick, rarely } = pen;
  const several = rarely(3);
  const gap = `\n${pick("", "\n")}${" ".repeat(indent + pick(0, 2))}`;
  switch (pick("plain", "single", "double")) {
    case "plain": {
      const line = () => (isInFlow ? pick("You help", "x#y é", "12 monkeys") : plain(pen));
      return several ? `${line()}${gap}${pick("and more", "z")}` : line();
    }
    case "single": {
      const line = () => pick(...WORDS).replaceAll("'", "''");
      return several ? `'${line()}${gap}${line()}'` : `'${pick("", line())}.'`;
    }
    default: {
      const line = () => pick(...WORDS, "\\u00e9\\n").replace(/"/g, '\\"');
      return several ? `"${line()}${pick("", "\\")}${gap}${line()}"` : `"${line()}"`;
    }
  }
}

/** Header and lines below it, the last one ended. */
function blockScalar(pen: Pen, parent: number): string {
  const { pick, rarely, behind } = pen;
  const step = pick(1, 2, 4);
  const body = Array.from({ length: pick(1, 2, 3) }, () =>
    pick(...WORDS, "# no comment", "", "   deeper", "\tafter a tab", "trailing  "),
  );
  // A block that begins with blanks has to say how deep it is; one without words says nothing.
  const lines = ["First.", ...body];
  const isStated = rarely(3) || parent + step === 0;
  if (isStated && rarely(2)) lines.unshift("  Indented.");
  const chomp = pick("", "-", "+");
  const digit = isStated ? String(step) : "";
  const header = `${pick("|", ">")}${rarely(2) ? digit + chomp : chomp + digit}${behind()}`;
  const after = pick("", "", "\n", "  \n");
  return `${header}\n${indented(lines, parent + step).join("\n")}\n${after}`;
}

/** `key: value` and what is behind it, ended; the value is a prompt. */
function promptEntry(pen: Pen, indent: number, shared: readonly string[]): string {
  const { pick, rarely, behind, between, anchor } = pen;
  const word = pick("prompt", "prompt", '"prompt"', "'prompt'");
  const name = rarely(8) ? `${pick(anchor(), "!!str")} ${word}` : word;
  const at = " ".repeat(indent);
  const before = `${rarely(5) ? `${anchor()} ` : ""}${rarely(6) ? "!!str " : ""}`;
  if (shared.length > 0 && rarely(4)) return `${at}${name}: *${pick(...shared)}${behind()}\n`;
  if (rarely(6)) {
    const value = pick(
      blockScalar(pen, indent),
      `${flowScalar(pen, indent + 2, false)}${behind()}\n`,
    );
    return `${at}? ${name}${behind()}\n${at}: ${before}${value}`;
  }
  switch (pick("block", "flow", "below")) {
    case "block":
      return `${at}${name}:${pick(" ", "\t", "  ")}${before}${blockScalar(pen, indent)}`;
    case "flow":
      return `${at}${name}:${pick(" ", "  ", "\t")}${before}${flowScalar(pen, indent + 1, false)}${behind()}\n`;
    default: {
      const deep = indent + pick(1, 3);
      const value = `${before}${flowScalar(pen, deep, false)}`;
      const mark = before === "" && rarely(3) ? ` ${anchor()}` : "";
      return `${at}${name}:${mark}${behind()}\n${between(deep, deep)}${" ".repeat(deep)}${value}${behind()}\n`;
    }
  }
}

/** Other members of an agent, one a line. */
function members({ pick }: Pen, key: string): readonly string[] {
  return [
    ...pick([], [`name: ${key} bot`], [`"name": '${key}'`]),
    ...pick([], ["tags: [a, b]"], ["tags: [ a,\tb ]"]),
    ...pick([], ["gate: { max-drop: 3 }"], ['description: "x: #y"']),
  ];
}

function blockAgent(pen: Pen, key: string, indent: number, shared: readonly string[]): string {
  const { pick, rarely, behind, between, anchor } = pen;
  const at = " ".repeat(indent);
  const inner = indent + pick(1, 2, 4);
  const others = members(pen, key).map((line) => `${" ".repeat(inner)}${line}${behind()}\n`);
  const lines = [...others];
  lines.splice(pick(...others.keys(), others.length), 0, promptEntry(pen, inner, shared));
  const head = pick(key, `"${key}"`);
  const mark = rarely(6) ? ` ${anchor()}` : "";
  return `${at}${head}:${mark}${behind()}\n${lines.map((line) => between(inner) + line).join("")}`;
}

/** A flow collection on one line or on several. */
function flowMap(pen: Pen, entries: readonly string[], indent: number): string {
  const { pick, behind } = pen;
  if (pick(true, false)) return `{ ${entries.join(", ")}${pick("", ",")} }`;
  const gap = () => `${behind()}\n${" ".repeat(indent + pick(1, 3))}`;
  return `{${entries.map((one, index) => `${index === 0 ? "" : ","}${gap()}${one}`).join("")}${gap()}}`;
}

function flowAgent(pen: Pen, key: string, indent: number, shared: readonly string[]): string {
  const { pick, rarely, behind, anchor } = pen;
  const isAlias = shared.length > 0 && rarely(3);
  const mark = !isAlias && rarely(5) ? `${anchor()} ` : "";
  const value = isAlias ? `*${pick(...shared)} ` : flowScalar(pen, indent + 4, true);
  const name = pick("prompt: ", "'prompt': ", '"prompt":');
  const prompt = `${name}${mark}${isAlias && name.endsWith(":") ? " " : ""}${value}`;
  const entries = [...members(pen, key)];
  entries.splice(pick(...entries.keys(), entries.length), 0, prompt);
  return `${" ".repeat(indent)}${key}: ${flowMap(pen, entries, indent)}${behind()}\n`;
}

/** All of it in flow style, as JSON is. */
function flowFile(pen: Pen): string {
  const agents = ["a", "b"].map((key) => {
    const prompt = `${pen.pick('"prompt":', "prompt: ")} ${flowScalar(pen, 6, true)}`;
    return `${pen.pick(key, `"${key}"`)}: ${flowMap(pen, [prompt, ...members(pen, key)], 4)}`;
  });
  const entries = ["version: 1", `"agents": ${flowMap(pen, agents, 2)}`];
  return `${pen.between(0)}${flowMap(pen, entries, 0)}${pen.behind()}\n`;
}

/** Entries that take most of themselves from another: the prompt of the first is everybody's. */
function handedOn({ pick, behind }: Pen, indent: number): string {
  const at = " ".repeat(indent);
  const value = pick('"Shared."', "Shared", `|\n${" ".repeat(indent + 6)}Shared.`);
  const own = `${at}z:\n${at}  <<: *m\n${at}  prompt: Own`;
  const last = pick(`${at}z: *m`, `${at}z: { <<: *m, name: z }`, own);
  return `${at}y: &m${behind()}\n${at}  prompt: ${value}\n${last}\n`;
}

/** A generator of fast-check's `gen` in, a file out. */
export function writtenConfig(g: GeneratorValue): WrittenConfig {
  const pen = aPen(g);
  const { pick, rarely, behind, between } = pen;
  const isFlow = rarely(8);
  // Only YAML 1.1 knows how to merge.
  const isMerged = !isFlow && rarely(6);
  const indent = pick(1, 2, 3, 8);
  const keys = isFlow ? ["a", "b"] : pick(["a"], ["a", "b"], ["support", "x-1", "b2"]);
  const shared: string[] = [];
  const agents = keys.map((key, index) => {
    if (index === 0 && keys.length > 1 && rarely(3)) {
      // The first may hand its text on.
      shared.push("p");
      const value = pick('"Shared."', "Shared", `|\n${" ".repeat(indent + 6)}Shared.`);
      return `${" ".repeat(indent)}${key}:\n${" ".repeat(indent + 2)}prompt: &p ${value}\n`;
    }
    return pick(true, true, false)
      ? blockAgent(pen, key, indent, shared)
      : flowAgent(pen, key, indent, shared);
  });
  if (isMerged) agents.push(handedOn(pen, indent));
  const sections = [
    `${pick("version", "? version\n")}: 1${behind()}\n`,
    `agents:${behind()}\n${agents.map((one) => between(indent) + one).join("")}`,
    ...pick([], [`defaults: { model: gpt-4o }${behind()}\n`], ["defaults:\n  model: m\n"]),
    ...pick([], [`gate:\n${between(2)}  max-drop: 5${behind()}\n`]),
  ];
  const order = g(fc.shuffledSubarray<string>, sections, { minLength: sections.length });
  const body = isFlow ? flowFile(pen) : order.map((one) => between(0) + one).join("");
  const plainStart = pick("", "", "---\n", `---${behind()}\n`, `%YAML 1.2\n---${behind()}\n`);
  const start = isMerged ? `%YAML 1.1\n---${behind()}\n` : plainStart;
  const end = pick("", "", "", "...\n", `...${behind()}\n`, between(0));
  const top = start.startsWith("%") ? "" : between(0);
  const unix = `${top}${start}${body}${end}`;
  const whole = rarely(8) ? unix.replace(/\n$/, "") : unix;
  const text = `${rarely(6) ? "\uFEFF" : ""}${rarely(4) ? whole.replaceAll("\n", "\r\n") : whole}`;
  const isAliased = text.includes("*p");
  const own = keys.map((key, index) => ({ key, isShared: index === 0 && isAliased }));
  const others = ["y", "z"].map((key) => ({ key, isShared: true }));
  return {
    text,
    // Some were made for a choice that was not taken.
    comments: pen.comments.filter((comment) => text.includes(comment)),
    prompts: isMerged ? [...own, ...others] : own,
  };
}
