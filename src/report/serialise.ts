/** From the Markdown tree to its text. */
import type { RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import {
  defaultHandlers,
  type Handle,
  type Info,
  type Options,
  type State,
  toMarkdown,
} from "mdast-util-to-markdown";

export function serialise(blocks: readonly RootContent[]): string {
  options ??= {
    // Aligned columns would pad every row to the longest prompt name.
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    handlers: { text: textHandle },
    bullet: "-",
    fences: true,
    resourceLink: true,
  };
  return toMarkdown({ type: "root", children: [...blocks] }, options);
}

/** Kept: the serialiser compiles an expression for each thing that may need an escape. */
let options: Options | undefined;

/**
 * Whatever may need an escape somewhere: what is special itself, and what is at the beginning of a line, beside a line's
 * end or in an address.
 */
const SPECIAL = /[\p{Cc}\\!&<>*_[\]`~|#@]|^\s*(?:[-+=:(.]|\d+[).])|[Ww]\.|[ps]:(?:\/|$)/u;
const EDGE_SPACE = /^ | $/;
const LINE_END = /[\r\n]/;

/** Most texts need no escape, and to look for everything that might need one takes most of the time. */
const textHandle: Handle = (node: Text, parent, state: State, info: Info) => {
  const { value } = node;
  const isPlain =
    !SPECIAL.test(value) && !(EDGE_SPACE.test(value) && LINE_END.test(info.before + info.after));
  return isPlain ? value : defaultHandlers.text(node, parent, state, info);
};
