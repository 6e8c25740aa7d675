// The islands as files with stable names, which are committed: who installs pcvegraph needs no Node.
import { defineConfig } from "vite";
import { licences } from "./licences.js";

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [licences()],
  build: {
    target: "es2022",
    outDir: "../src/pcvegraph/web/static/islands",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rollupOptions: {
      input: { islands: "src/islands.js" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
