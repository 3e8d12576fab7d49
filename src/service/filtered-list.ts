/** Lists that can be asked for one agent: a filter under the wrong name is ignored, so the answer is filtered again. */
import { type Decoder, decodePage } from "./decode.ts";
import type { Dialect } from "./dialect.ts";
import type { Call, Sender } from "./send.ts";
import type { Page } from "./types.ts";

/** `call` gets the filter added to its query. `total` is kept only while it counts what is returned. */
export async function listOfAgent<T extends { readonly agentId: string }>(
  sender: Sender,
  dialect: Dialect,
  call: Call,
  agentId: string | undefined,
  decode: Decoder<T>,
): Promise<Page<T>> {
  const ask = async () => {
    let news = false;
    const query = { ...call.query, ...dialect.filter(agentId) };
    const page = await sender.read({ ...call, query }, (value, spot) => {
      news = dialect.learn(value);
      return decodePage(value, spot, decode);
    });
    return { page, news };
  };
  const isOthers = (item: T) => agentId !== undefined && item.agentId !== agentId;
  let { page, news } = await ask();
  if (news && page.items.some(isOthers)) ({ page } = await ask());
  const items = page.items.filter((item) => !isOthers(item));
  return { items, total: items.length === page.items.length ? page.total : undefined };
}
