/**
 * One page of a list and its Link header, as https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 * describes them: `page` from 1, `per_page` 30 unless told and never over 100. `url` is the request's own address.
 */
export function pageOf<T>(
  items: readonly T[],
  url: URL,
): { readonly items: readonly T[]; readonly link: string | undefined } {
  const size = Math.min(positive(url.searchParams.get("per_page")) ?? 30, 100);
  const page = positive(url.searchParams.get("page")) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const relations = [
    ...(page > 1 ? [["prev", page - 1] as const] : []),
    ...(page < last ? [["next", page + 1] as const, ["last", last] as const] : []),
    ...(page > 1 ? [["first", 1] as const] : []),
  ];
  const link = relations.map(([rel, number]) => {
    const target = new URL(url);
    target.searchParams.set("page", String(number));
    return `<${target.href}>; rel="${rel}"`;
  });
  return {
    items: items.slice((page - 1) * size, page * size),
    link: link.length === 0 ? undefined : link.join(", "),
  };
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
