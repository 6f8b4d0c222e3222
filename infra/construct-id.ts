/** Turns a function's key into the id of its construct: `sections/close-the-loop` → `SectionsCloseTheLoop`. */
export function constructId(key: string): string {
  return key
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
