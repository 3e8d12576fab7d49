/** What goes wrong in the workflow file: inputs, keys, addresses, events. */
import { expectTold, input, type Play, pull, push } from "./support/mistakes.ts";

const event =
  (name: string, payload: Record<string, unknown> = {}): Play =>
  (stage) =>
    stage.runEvent({ name, payload }, stage.base);

const KEYS = /The keys there are: support/;

expectTold({
  "a misspelt input": {
    play: push({ env: { INPUT_COMAND: "plan" } }),
    says: [/"comand"/, /is no input of this action/, /did you mean command\?/],
  },
  "a command there is not": {
    play: input({ command: "test" }),
    says: [/command must be/, /but is "test"/, /one of auto, gate, sync, plan/],
  },
  "a word for fail-on": {
    play: input({ "fail-on": "error" }),
    says: [/fail-on/, /but is "error"/, /one of regression, warning, never/],
  },
  "true for sync": {
    play: input({ sync: "true" }),
    says: [/sync must be/, /but is "true"/, /one of auto, preview, live, off/],
  },
  "a timeout with a unit": {
    play: input({ "timeout-minutes": "30m" }),
    says: [/timeout-minutes/, /but is "30m"/, /a number of minutes above 0/],
  },
  "a negative number of runs": {
    play: input({ "max-runs": "-1" }),
    says: [/max-runs/, /but is "-1"/, /a whole number from 0/],
  },
  "an address without https": {
    play: input({ "base-url": "converra.ai/api/v1" }),
    says: [/base-url "converra\.ai/, /is not a URL/, /Use https:\/\/converra\.ai\/api\/v1/],
  },
  "an address with plain http": {
    play: input({ "base-url": "http://converra.ai/api/v1" }),
    says: [/base-url/, /would send the API key unencrypted/, /Use https:/],
  },
  "an address with a query": {
    play: input({ "base-url": "https://converra.ai/api/v1?key=1" }),
    says: [/base-url/, /has a query or a fragment/, /Use https:/],
  },
  "an address with a password": {
    play: input({ "base-url": "https://me:secret@converra.ai/api/v1" }),
    says: [/base-url/, /holds a user name or a password/, /give it as the API key only/],
  },
  "a key with a line break": {
    play: pull({ key: "sk_live_first\nsk_live_second" }),
    says: [/api-key/, /a space, a line break/, /store it again/],
  },
  "an agents filter of commas": {
    play: input({ agents: ", ," }),
    says: [
      /agents must be/,
      /but is ","|but is ", ,"/,
      /separated by commas or line breaks, or left out/,
    ],
  },
  "an agent that is not in the configuration": {
    play: input({ agents: "suport" }),
    says: [/agents names suport/, /which the config does not have/, /Did you mean support\?/],
  },
  "an agent by its name instead of its key": {
    play: input({ agents: "Larkfield Support Agent" }),
    says: [/Larkfield Support Agent/, /which the config does not have/, KEYS],
  },
  "no key on a push": {
    play: push({ key: false }),
    says: [/api-key/, /There is no API key, so sync could not/, /secrets\.CONVERRA_API_KEY/],
  },
  "no key on a pull request of the repository's own": {
    play: pull({ key: false }),
    says: [
      /api-key/,
      /There is no API key, so gate could not/,
      /A secret whose name is misspelt is empty too/,
    ],
  },
  "another account's key": {
    play: pull({ key: "sk_live_of_somebody_else" }),
    says: [
      /list the agents/,
      /refused the API key \(401/,
      /Keys are made in Converra under Settings, API Keys/,
    ],
  },
  "an address without its path": {
    play: async (stage) => {
      const { origin } = new URL(stage.converra.url);
      return pull({ inputs: { "base-url": origin } })(stage);
    },
    says: [
      /list the agents/,
      /there is no such thing/,
      /Check base-url \(it usually ends in \/api\/v1\)/,
    ],
  },
  "an address where nothing listens": {
    play: input({ "base-url": "http://127.0.0.1:9/api/v1", "timeout-minutes": "0.2" }),
    says: [
      /127\.0\.0\.1:9/,
      /the connection was refused/,
      /Check the address of the service \(`base-url`, at a desk CONVERRA_BASE_URL\)/,
    ],
  },
  "an event without its payload": {
    play: event("pull_request", { action: "opened" }),
    says: [/payload/, /names no pull request/, /GITHUB_EVENT_PATH/],
  },
  "a sync on a branch": {
    play: push({ branch: "reword", inputs: { command: "sync" } }),
    says: [
      /refs\/heads\/reword/,
      /nothing was written/,
      /Run it on the default branch, use the command plan/,
    ],
  },
});
