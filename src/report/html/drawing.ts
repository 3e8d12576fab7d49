/** Draws with Observable Plot on a document of linkedom's: both are loaded when a report is written, and not before. */
import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

type Plot = typeof import("@observablehq/plot");

/** Plot's marks and what turns its options into an SVG element's text. */
export interface Drawing {
  readonly plot: Plot;
  /** `title` names the picture for those who do not see it, `description` says what it shows. */
  draw(
    options: import("@observablehq/plot").PlotOptions,
    words: { readonly title: string; readonly description: string },
  ): HtmlEscapedString;
}

/** As much of the DOM as is needed here: its types are not those of a program for Node. */
interface SvgElement {
  textContent: string | null;
  readonly outerHTML: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  prepend(...elements: readonly SvgElement[]): void;
  remove(): void;
}

interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

export async function loadDrawing(): Promise<Drawing> {
  const [plot, { parseHTML }] = await Promise.all([
    import("@observablehq/plot"),
    import("linkedom"),
  ]);
  const { document } = parseHTML("<!doctype html><html></html>") as { document: SvgDocument };
  return {
    plot,
    draw(options, { title, description }) {
      const svg = plot.plot({ ...options, document } as object) as unknown as SvgElement;
      slim(svg);
      svg.setAttribute("role", "img");
      svg.prepend(withText(document, "title", title), withText(document, "desc", description));
      return raw(svg.outerHTML);
    },
  };
}

function withText(document: SvgDocument, name: string, text: string): SvgElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  element.textContent = text;
  return element;
}

/** Without what the page says once for all pictures, without digits below a tenth of a pixel, and tersely placed. */
function slim(svg: SvgElement): void {
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const name of ["class", "font-family", "font-size"]) svg.removeAttribute(name);
  for (const element of svg.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (/^(?:aria-|class$|font-variant$)/.test(name)) element.removeAttribute(name);
      else if (/^(?:d|transform|c?[xy]|[xy][12]|width|height)$/.test(name)) {
        element.setAttribute(name, value.replace(/-?\d+\.\d{2,}/g, rounded));
      }
    }
  }
  for (const text of svg.querySelectorAll("text")) placeTersely(text);
}

/** Plot moves a text by a transform and keeps `y` for its baseline; many small texts are shorter with x, y and dy. */
function placeTersely(text: SvgElement): void {
  const attributes = new Map([...text.attributes].map(({ name, value }) => [name, value]));
  const place = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(attributes.get("transform") ?? "");
  const baseline = attributes.get("y");
  if (place === null || baseline === undefined || attributes.has("x")) return;
  text.removeAttribute("transform");
  text.setAttribute("x", place[1] ?? "0");
  text.setAttribute("y", place[2] ?? "0");
  text.setAttribute("dy", baseline);
}

function rounded(digits: string): string {
  return String(Math.round(Number(digits) * 10) / 10);
}
