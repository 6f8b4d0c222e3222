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

// The first browsers with light-dark(): the themes rest on it, so it is not rewritten for older ones.
const browsers = { chrome: [123, 0], firefox: [120, 0], safari: [17, 5] } as const;
const cssTarget = Object.entries(browsers).map(([browser, version]) => `${browser}${version.join(".")}`);
const targets = Object.fromEntries(Object.entries(browsers).map(([browser, [major, minor]]) => [browser, (major << 16) | (minor << 8)]));

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), layerOrder()],
  css: { transformer: "lightningcss", lightningcss: { targets } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2024",
    cssTarget,
    // One stylesheet: it is small, and layerOrder has one place to write to.
    cssCodeSplit: false,
    // Data URLs would need a wider Content-Security-Policy than the stacks allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
