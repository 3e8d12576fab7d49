/** The one open issue of a repository and its configuration: opened, kept up to date and closed, by marker and author. */
import type { Clock } from "../clock.ts";
import { GitHubError } from "../errors.ts";
import { hiddenJson } from "../report/escape.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear } from "./failure.ts";
import { changeIssue, commentOnIssue, createIssue, type Issue, ownOpenIssues } from "./issues.ts";

/** What an issue says of each agent that is worse: since when, as an ISO time. */
export type WorseSince = Readonly<Record<string, string>>;

export interface IssueText {
  readonly title: string;
  /** Markdown, without the marker. */
  readonly body: string;
}

export interface HealthIssueOptions {
  readonly github: GitHubClient;
  /** Tells the issues of several configurations apart. */
  readonly key: string;
  /** What holds now, given what the issue says; undefined where nothing is known to be worse. */
  readonly next: (before: WorseSince) => WorseSince | undefined;
  /** The issue for what holds now. */
  readonly write: (worse: WorseSince) => IssueText;
  /** Comment for a change; undefined where there is none. */
  readonly change: (before: WorseSince, now: WorseSince) => string | undefined;
  readonly closing: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly clock: Clock;
  /** 0-1, for jitter. */
  readonly random?: () => number;
}

export interface KeptIssue {
  readonly action: "none" | "opened" | "updated" | "unchanged" | "closed";
  readonly url?: string;
  /** What could not be done beside it, for a notice. */
  readonly problems: readonly GitHubError[];
}

/** About how long another run needs from looking to opening. */
const SETTLE_MS = 2_000;
const MAX_LOOKS = 4;

export async function keepHealthIssue(options: HealthIssueOptions): Promise<KeptIssue> {
  const { github, key } = options;
  const [issue, ...others] = await ownOpenIssues(github, markerStart(key));
  const before = issue === undefined ? {} : readMarker(issue.body);
  const now = options.next(before);
  if (issue === undefined) {
    return now === undefined ? { action: "none", problems: [] } : open(now, options);
  }
  for (const one of others) await closeDouble(one, issue, options);
  if (now === undefined) return close(issue, options);
  return update(issue, before, now, options);
}

async function open(now: WorseSince, options: HealthIssueOptions): Promise<KeptIssue> {
  const { github, key, write } = options;
  const { title, body } = write(now);
  try {
    await createIssue(github, { title, body: marked(key, now, body) });
  } catch (error) {
    // It may have been opened all the same: the look below tells.
    if (!(error instanceof GitHubError) || !isUnclear(error)) throw error;
  }
  const issue = await onlyOne(options);
  if (issue === undefined) {
    throw new GitHubError("Could not open an issue: GitHub does not list it", {
      hint: "The next night tries again; the job summary has the whole report.",
    });
  }
  return { action: "opened", url: issue.url, problems: await label(issue, options) };
}

/** GitHub has no conditional write: two runs at once may open two. Both keep the older one. */
async function onlyOne(options: HealthIssueOptions): Promise<Issue | undefined> {
  const { github, key, clock, random = Math.random } = options;
  let oldest: Issue | undefined;
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    await clock.sleep(SETTLE_MS * (0.5 + random()));
    const [first, ...others] = await ownOpenIssues(github, markerStart(key));
    for (const one of others) if (first !== undefined) await closeDouble(one, first, options);
    if (first !== undefined && others.length === 0 && first.number === oldest?.number) return first;
    oldest = first;
  }
  return oldest;
}

async function label(
  issue: Issue,
  { github, labels, assignees }: HealthIssueOptions,
): Promise<readonly GitHubError[]> {
  const problems: GitHubError[] = [];
  for (const change of [
    ...(labels.length > 0 ? [{ labels: [...labels] }] : []),
    ...(assignees.length > 0 ? [{ assignees: [...assignees] }] : []),
  ]) {
    try {
      await changeIssue(github, issue.number, change);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      problems.push(error);
    }
  }
  return problems;
}

async function update(
  issue: Issue,
  before: WorseSince,
  now: WorseSince,
  { github, key, write, change }: HealthIssueOptions,
): Promise<KeptIssue> {
  const { title, body: text } = write(now);
  const body = marked(key, now, text);
  const { number, url } = issue;
  if (body === issue.body && title === issue.title)
    return { action: "unchanged", url, problems: [] };
  await changeIssue(github, number, { title, body });
  const said = change(before, now);
  if (said !== undefined) await commentOnIssue(github, number, said);
  return { action: "updated", url, problems: [] };
}

async function close(issue: Issue, { github, closing }: HealthIssueOptions): Promise<KeptIssue> {
  await commentOnIssue(github, issue.number, closing);
  await changeIssue(github, issue.number, { state: "closed" });
  return { action: "closed", url: issue.url, problems: [] };
}

async function closeDouble(
  double: Issue,
  kept: Issue,
  { github }: HealthIssueOptions,
): Promise<void> {
  const body = `#${kept.number} is about the same, and is kept.`;
  await commentOnIssue(github, double.number, body);
  await changeIssue(github, double.number, { state: "closed" });
}

const MARKER = "<!-- converra-gate:health ";

function markerStart(key: string): string {
  return `${MARKER}${hiddenJson(key)} `;
}

function marked(key: string, worse: WorseSince, body: string): string {
  return `${markerStart(key)}${hiddenJson(worse)} -->\n${body}`;
}

/** An issue that a person has edited may have lost it: then it says nothing of anybody. */
function readMarker(body: string): WorseSince {
  const line = body.split("\n", 1)[0] ?? "";
  const json = /^<!-- converra-gate:health "(?:[^"\\]|\\.)*" (\{.*\}) -->$/.exec(line)?.[1];
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    const entries = Object.entries(value as object);
    return Object.fromEntries(entries.filter(([, since]) => typeof since === "string"));
  } catch {
    return {};
  }
}
