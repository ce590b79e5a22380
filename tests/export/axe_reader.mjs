// Opens the page named first in a headless browser, at the width of a phone and of a desk, and prints what axe finds.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [page, modules, browser] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");

const chromium = await puppeteer.launch({ executablePath: browser, args: ["--no-sandbox"] });
const found = [];
for (const [width, scheme] of [[360, "light"], [1280, "light"], [1280, "dark"]]) {
  const tab = await chromium.newPage();
  await tab.setBypassCSP(true); // the page runs no script but its own, and axe is one
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.setViewport({ width, height: 800 });
  await tab.goto(pathToFileURL(page).href);
  await tab.addScriptTag({ path: axe });
  const told = await tab.evaluate(() => window.axe.run());
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  const letters = await tab.evaluate(() => {
    const drawn = document.querySelector("figure svg text");
    return drawn ? drawn.getBoundingClientRect().height : null;
  });
  found.push({ width, wide, letters, passes: told.passes.length, violations: told.violations.map((one) => one.id) });
  await tab.close();
}
await chromium.close();
console.log(JSON.stringify(found));
