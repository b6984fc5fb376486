// Opens each page in Chromium, narrow and wide, light and dark, and asks axe-core what keeps people from reading it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
});
let wrong = 0;
for (const file of process.argv.slice(2)) {
  for (const width of [375, 1440]) {
    for (const scheme of ["light", "dark"]) {
      const page = await browser.newPage();
      const dialogs = [];
      page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(`file://${file}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document));
      const said = `${file.split("/").pop()} ${width} ${scheme}`;
      for (const { id, impact, help, nodes } of violations) {
        if (impact === "minor") continue;
        wrong += 1;
        console.log(`${said}: ${impact} ${id}: ${help}: ${nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")}`);
      }
      if (overflow > 0) (wrong += 1), console.log(`${said}: ${overflow} pixels wider than the screen`);
      if (dialogs.length > 0) (wrong += 1), console.log(`${said}: a script ran: ${dialogs}`);
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${said.replaceAll(" ", "-")}.png`, fullPage: true });
      }
      await page.close();
    }
  }
}
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
