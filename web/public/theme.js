// Runs before the first paint, so that a remembered theme does not flash the other one. Written by src/theme/preferences.ts.
try {
  const theme = JSON.parse(localStorage.getItem("success.preferences") || "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that refuses storage follows the system.
}
