/** What a service may make of an agent on its way into the store. */
import type { Storage } from "./options.ts";

interface Members {
  content?: string;
  llmModel?: string;
  tags?: string[];
}

const LONGEST_TAG = 50;

export function asStored<Body extends Members>(body: Body, storage: Storage): Body {
  const { content, llmModel, tags } = body;
  return {
    ...body,
    ...(content === undefined || storage.text === undefined ? {} : { content: reflowed(content) }),
    ...(llmModel === undefined || storage.model === undefined
      ? {}
      : { llmModel: `openai/${llmModel.replace(/^openai\//, "")}` }),
    ...(tags === undefined ? {} : { tags: storedTags(tags, storage.tags) }),
  };
}

function reflowed(content: string): string {
  return content
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line !== "")
    .join("\n");
}

function storedTags(tags: readonly string[], how: Storage["tags"]): string[] {
  if (how === "dropped") return [];
  if (how === "lower-case") return tags.map((tag) => tag.toLowerCase());
  return how === "cut" ? tags.map((tag) => tag.slice(0, LONGEST_TAG)) : [...tags];
}
