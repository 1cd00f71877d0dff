// Write dist/plotly.min.js: `node build.mjs <folder with node_modules>`.
import { createRequire } from "node:module";
import { join, resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const modules = resolve(process.argv[2] ?? ".");
const here = dirname(fileURLToPath(import.meta.url));
const { build } = createRequire(join(modules, "package.json"))("esbuild");

await build({
  entryPoints: [join(here, "plotly.entry.mjs")],
  nodePaths: [join(modules, "node_modules")],
  outfile: join(here, "dist", "plotly.min.js"),
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "VertaispeiliPlotly",
  define: { global: "window" },
  // What dash looks for is window.Plotly itself, not a module with a default.
  footer: { js: "window.Plotly=VertaispeiliPlotly.default;" },
  // The style of map tiles, which we have none of.
  loader: { ".css": "empty" },
  logLevel: "warning",
});
