/** What a colour means. Its glyph carries the meaning too, and a word always stands beside it. */
export type Meaning = "critical" | "risk" | "healthy" | "info" | "none";
