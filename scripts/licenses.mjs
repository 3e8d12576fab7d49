/** The license texts of the packages in a bundle, as their licenses ask of everybody who hands them on. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** One section a package, by name, from the paths of the modules that a bundle was made of. */
export function licenseTexts(modules) {
  const packages = new Map();
  for (const folder of new Set(modules.flatMap(packageFolder))) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    packages.set(
      `${name}@${version}`,
      `${name} ${version}\n${license ?? ""}\n\n${textIn(folder)}\n`,
    );
  }
  const names = [...packages.keys()].sort();
  return names.map((name) => packages.get(name)).join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package a module belongs to; none for a module of our own or of the bundler. */
function packageFolder(module) {
  const parts = module.split(sep);
  const at = parts.lastIndexOf("node_modules");
  if (at === -1 || module.startsWith("\0")) return [];
  const length = parts[at + 1].startsWith("@") ? 3 : 2;
  return [parts.slice(0, at + length).join(sep)];
}

function textIn(folder) {
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined)
    throw new Error(`${folder} has no license file to hand on with the bundle`);
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}
