/**
 * The command in a comment: its first line, where that begins with /converra in the first column. Nothing can quote,
 * fence, indent or quote as code what a comment begins with, so no Markdown has to be read to tell. Pure.
 */

export type Asked =
  | { readonly kind: "apply"; readonly agent: string }
  | { readonly kind: "stop" }
  | { readonly kind: "help" }
  /** A command that is none of ours, or has more or fewer words than it needs. */
  | { readonly kind: "unknown" };

/** Undefined where the comment does not begin with one; its other lines are a person's remark. */
export function commandIn(comment: string): Asked | undefined {
  const [line = ""] = comment.split(/[\r\n]/, 1);
  const [prefix, ...words] = line.trimEnd().split(/[ \t]+/);
  if (prefix !== "/converra") return undefined;
  const [name = "help", agent, ...more] = words;
  if (more.length > 0) return { kind: "unknown" };
  if (name === "apply" && agent !== undefined) return { kind: "apply", agent };
  if ((name === "stop" || name === "help") && agent === undefined) return { kind: name };
  return { kind: "unknown" };
}
