import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const layers = "@layer tokens, base, ui, shell, pages;\n";

/** The order of the cascade layers, first in the stylesheet: bundling puts the modules in an order of its own. */
const layerOrder = (): Plugin => ({
  name: "layer-order",
  enforce: "post",
  generateBundle(_, bundle) {
    for (const asset of Object.values(bundle)) {
      if (asset.type === "asset" && asset.fileName.endsWith(".css")) asset.source = `${layers}${asset.source}`;
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), layerOrder()],
  css: { modules: { localsConvention: "camelCaseOnly" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2024",
    cssCodeSplit: false,
    // Data URLs would need a wider Content-Security-Policy than the stacks allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
