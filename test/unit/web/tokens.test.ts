import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const [css = ""] = readFileSync("web/src/theme/tokens.css", "utf8").split("@media"); // what a media query changes only adds contrast
const defined = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

const themes = ["light", "dark"] as const;
const grounds = ["surface", "canvas", "sunken", "hover", "selected", "overlay"];

const colour = (name: string, theme: (typeof themes)[number]): string => {
  const pair = defined.get(name);
  if (!pair) throw new Error(`tokens.css has no pair --${name}`);
  return pair[theme];
};

/** Relative luminance of WCAG 2.2. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

const worst = (name: string, theme: (typeof themes)[number]): number =>
  Math.min(...grounds.map((ground) => contrast(colour(name, theme), colour(ground, theme))));

test.each([
  ["text", 7],
  ["text-2", 7],
  ["text-3", 4.5],
  ["accent", 4.5],
  ["focus", 3],
  ["control", 3],
] as const)("%s keeps %s : 1 on every ground, light and dark", (name, least) => {
  for (const theme of themes) expect(worst(name, theme), theme).toBeGreaterThanOrEqual(least);
});

test("the ratios that the design states", () => {
  const stated = {
    text: [15.19, 13.31],
    "text-2": [7.09, 7.45],
    "text-3": [4.97, 5.16],
    accent: [6.17, 7.17],
    focus: [6.17, 5.79],
  };
  for (const [name, [light, dark]] of Object.entries(stated)) {
    expect(worst(name, "light"), name).toBeCloseTo(light ?? 0, 1);
    expect(worst(name, "dark"), name).toBeCloseTo(dark ?? 0, 1);
  }
});

test.each(["critical", "risk", "healthy", "info", "none"])(
  "%s: its word is readable on its soft ground, its glyph stands out",
  (meaning) => {
    for (const theme of themes) {
      expect(contrast(colour(meaning, theme), colour(`${meaning}-soft`, theme)), theme).toBeGreaterThanOrEqual(4.5);
      for (const ground of grounds)
        expect(contrast(colour(meaning, theme), colour(ground, theme)), `${theme} ${ground}`).toBeGreaterThanOrEqual(4.5);
      const edge = meaning === "risk" ? "risk-edge" : `${meaning}-fill`;
      expect(contrast(colour(edge, theme), colour("surface", theme)), theme).toBeGreaterThanOrEqual(3);
    }
  },
);

test("an ink button is readable", () => {
  for (const theme of themes) expect(contrast(colour("ink", theme), colour("on-ink", theme)), theme).toBeGreaterThanOrEqual(7);
});
