// Reads Gantt charts with Mermaid itself: a JSON list of texts in, what it understood of each out.
// node mermaid_reader.mjs FOLDER, where FOLDER has the packages mermaid and jsdom.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(`${process.argv[2]}/${path}`).href);
const { JSDOM } = await load("jsdom/lib/api.js");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const mermaid = (await load("mermaid/dist/mermaid.core.mjs")).default;

const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const understood = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const tasks = db.getTasks().map((task) => ({
    name: task.task.trim(),
    section: task.section,
    start: day(task.startTime),
    end: day(task.endTime),
    milestone: Boolean(task.milestone),
  }));
  understood.push({ title: db.getDiagramTitle(), tasks });
}
process.stdout.write(JSON.stringify(understood));
