/** The transcripts that a configuration names, of each agent. */
import type { ConfigIssue } from "../errors.ts";
import { agentKeys, type Path, valueAt } from "./data.ts";
import { findFiles, type ReadFailure, readWorkspaceText, resolveFrom } from "./files.ts";
import { issueAt } from "./locate.ts";
import type { ConfigSource } from "./source.ts";
import { readTranscript, type Transcript } from "./transcript.ts";

const LARGEST_TRANSCRIPT = 256 * 1024;
/** Of one agent. A run simulates no more, and what is logged is compared text by text. */
export const MOST_TRANSCRIPTS = 50;

const SHARED: Path = ["defaults", "conversations"];

type Refuse = (at: Path, what: string, failure: ReadFailure) => void;

interface Loaded {
  readonly transcripts: ReadonlyMap<string, readonly Transcript[]>;
  readonly issues: readonly ConfigIssue[];
}

export async function loadTranscripts(
  sources: readonly ConfigSource[],
  workspace: string,
): Promise<Loaded> {
  const transcripts = new Map<string, readonly Transcript[]>();
  const issues: ConfigIssue[] = [];
  /** Several agents may name one file, whose mistakes are told once. */
  const known = new Map<string, readonly Transcript[]>();

  const read = async (file: string, at: Path, refuse: Refuse) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const text = await readWorkspaceText(workspace, file, LARGEST_TRANSCRIPT);
    if (typeof text !== "string") {
      refuse(at, file, text);
      return [];
    }
    const found = readTranscript({ path: file, text });
    issues.push(...found.issues);
    known.set(file, found.transcripts);
    return found.transcripts;
  };

  const readStated = async (source: ConfigSource, path: Path) => {
    const refuse: Refuse = (at, what, { problem, fix }) =>
      issues.push(issueAt(source, at, { message: `the transcript ${what} ${problem}`, fix }));
    const files = await filesOf(source, path, { workspace, refuse });
    const texts = new Map<string, Transcript>();
    for (const [file, at] of files.size > MOST_TRANSCRIPTS ? [] : files) {
      for (const one of await read(file, at, refuse))
        texts.set(one.text, texts.get(one.text) ?? one);
    }
    if (Math.max(files.size, texts.size) > MOST_TRANSCRIPTS) {
      const message = `${path.join(".")} names more than the ${MOST_TRANSCRIPTS} transcripts that an agent may have`;
      issues.push(issueAt(source, path, { message, fix: "Name fewer.", at: "key" }));
    }
    return [...texts.values()];
  };

  for (const source of sources) {
    const shared = await readStated(source, SHARED);
    for (const key of agentKeys(source)) {
      const path: Path = ["agents", key, "conversations"];
      const isOwn = valueAt(source.data, path) !== undefined;
      transcripts.set(key, isOwn ? await readStated(source, path) : shared);
    }
  }
  return { transcripts, issues };
}

/** Files relative to the workspace, each with the place that names it. */
async function filesOf(
  source: ConfigSource,
  path: Path,
  { workspace, refuse }: { readonly workspace: string; readonly refuse: Refuse },
): Promise<ReadonlyMap<string, Path>> {
  const stated = valueAt(source.data, path);
  const found = new Map<string, Path>();
  for (const [index, pattern] of [stated].flat().entries()) {
    if (typeof pattern !== "string") continue;
    const at = Array.isArray(stated) ? [...path, index] : path;
    const resolved = resolveFrom(source.path, pattern);
    const { files } = await findFiles(workspace, typeof resolved === "string" ? [resolved] : []);
    const failure = typeof resolved === "string" ? NO_FILE : resolved;
    if (files.length === 0) refuse(at, JSON.stringify(pattern), failure);
    for (const file of files) found.set(file, at);
  }
  return found;
}

const NO_FILE: ReadFailure = { problem: "matches no file", fix: "Correct the path or glob." };
