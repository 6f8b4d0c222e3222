import type { LucideIcon } from "lucide-react";

type Props = { of: LucideIcon; size?: number };

/** A drawing beside a word; it says nothing by itself. */
export const Icon = ({ of: Drawing, size = 16 }: Props) => (
  <Drawing size={size} strokeWidth={size < 16 ? 1.75 : 1.6} aria-hidden="true" focusable="false" />
);
