// Writes THIRD_PARTY_LICENSES.txt: every package that is in a file of the build, with its licence.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
const LICENCE = /^(licen[cs]e|copying)/i;
const HEAD = `Parts of the files beside this one are the work of others, under these licences.
The map (../world.svg) is made from Natural Earth, which is in the public domain.
`;

export function licences() {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
      const folders = new Set(modules.map((id) => id.match(PACKAGE)?.[0]).filter(Boolean));
      const told = [...folders].map(tell).sort();
      this.emitFile({ type: "asset", fileName: "THIRD_PARTY_LICENSES.txt", source: [HEAD, ...told].join("\n") });
    },
  };
}

function tell(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => LICENCE.test(each));
  if (!license) throw new Error(`${name} does not say under which licence it is.`);
  const text = file ? readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() : "";
  return `${"-".repeat(72)}\n${name} ${version} (${license})\n\n${text || "It brings no text of its licence."}\n`;
}
