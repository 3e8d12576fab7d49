/** Which sections of a prompt a change touches: a section is a Markdown heading with the text up to the next one. */

export interface SectionChange {
  /** The heading's text, hostile; undefined for the text before the first heading. */
  readonly heading: string | undefined;
  readonly change: "removed" | "emptied" | "cut" | "changed" | "renamed" | "added";
  /** The heading it had before, where it was renamed. */
  readonly formerly?: string;
  /** Lines with text before and after, where more than half of them are gone. */
  readonly lines?: readonly [number, number];
}

interface Section {
  readonly heading: string | undefined;
  readonly depth: number;
  /** The heading with its place among those of the same text. */
  readonly id: string;
  readonly body: string;
  /** Of the section that it stands in. */
  readonly parent: string | undefined;
}

/** In the order of the later prompt, what is gone first. Empty where neither prompt has a heading, or nothing but order differs. */
export function changedSections(before: string, after: string): readonly SectionChange[] {
  const old = sectionsOf(before);
  const fresh = sectionsOf(after);
  if (old.size + fresh.size <= 2) return [];
  const renamed = renamings(old, fresh);
  const isNew = ({ id }: Section) => !old.has(id) && !renamed.has(id);
  const isKept = new Set([...renamed.values()].map(({ id }) => id));
  const isGone = ({ id }: Section) => !fresh.has(id) && !isKept.has(id);
  const gone = outermost(old, isGone).map(({ heading }) => ({
    heading,
    change: "removed" as const,
  }));
  const added = new Set(outermost(fresh, isNew).map(({ id }) => id));
  const rest = [...fresh.values()].flatMap((section): SectionChange[] => {
    const { id, heading, body } = section;
    if (added.has(id)) return [{ heading, change: "added" }];
    const formerly = renamed.get(id)?.heading;
    if (formerly !== undefined) return [{ heading, change: "renamed", formerly }];
    const was = old.get(id);
    if (was === undefined || was.body === body) return [];
    if (body === "") return [{ heading, change: "emptied" }];
    const lines = [linesOf(was), linesOf(section)] as const;
    return [
      2 * lines[1] < lines[0] ? { heading, change: "cut", lines } : { heading, change: "changed" },
    ];
  });
  return [...gone, ...rest];
}

function linesOf({ body }: Section): number {
  return body.split("\n").filter((line) => line !== "").length;
}

/** Those of which the section around them is not one as well: it speaks for what it holds. */
function outermost(
  all: ReadonlyMap<string, Section>,
  matches: (section: Section) => boolean,
): readonly Section[] {
  return [...all.values()].filter((section) => {
    const parent = section.parent === undefined ? undefined : all.get(section.parent);
    return matches(section) && !(parent !== undefined && matches(parent));
  });
}

/** New id -> the section that had the same text under another heading. */
function renamings(
  old: ReadonlyMap<string, Section>,
  fresh: ReadonlyMap<string, Section>,
): ReadonlyMap<string, Section> {
  const gone = [...old.values()].filter(({ id, body }) => !fresh.has(id) && body !== "");
  const renamed = new Map<string, Section>();
  for (const { id, body, heading } of fresh.values()) {
    if (old.has(id) || heading === undefined) continue;
    const at = gone.findIndex((section) => section.body === body && section.heading !== undefined);
    const [former] = at === -1 ? [] : gone.splice(at, 1);
    if (former !== undefined) renamed.set(id, former);
  }
  return renamed;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

function sectionsOf(prompt: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  const seen = new Map<string, number>();
  let open = { heading: undefined as string | undefined, depth: 0, lines: [] as string[] };
  let path: Section[] = [];
  let fence: string | undefined;
  const close = () => {
    const name = open.heading?.toLowerCase() ?? "";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    path = path.filter(({ depth }) => depth < open.depth);
    const body = open.lines.map((line) => line.trim()).join("\n");
    const section: Section = {
      heading: open.heading,
      depth: open.depth,
      id: open.heading === undefined ? "" : `${count} ${name}`,
      body: body.trim(),
      parent: path.at(-1)?.id,
    };
    sections.set(section.id, section);
    if (section.heading !== undefined) path.push(section);
  };
  for (const line of prompt.split(/\r\n?|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (heading === null) {
      open.lines.push(line);
      continue;
    }
    close();
    open = { heading: (heading[2] ?? "").trim(), depth: heading[1]?.length ?? 1, lines: [] };
  }
  close();
  return sections;
}
