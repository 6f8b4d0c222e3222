import type { ContractDetail } from "../../api/types.ts";
import { formatDate } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { messages as list } from "./messages.ts";
import { messages } from "./peek-messages.ts";

type Revision = ContractDetail["revisions"][number];
type Field = keyof typeof messages.fields;

/** What one revision changed, a line for each field that people read. */
export const viewRevision = ({ from, to }: Revision, locale: string): readonly string[] => {
  if (Object.values(from).every((value) => value === null || value === undefined)) return [messages.recorded];
  const lines = fields
    .filter((field) => field in to && print(field, from[field], locale) !== print(field, to[field], locale))
    .map((field) => messages.changed(messages.fields[field], print(field, from[field], locale), print(field, to[field], locale)));
  return lines.length > 0 ? lines : [messages.otherFields];
};

const fields = ["status", "paymentState", "mrr", "arr", "renewalDate", "product", "customer"] as const satisfies Field[];

const print = (field: Field, value: unknown, locale: string): string => {
  if (value === null || value === undefined) return messages.nothing;
  if (isMoney(value)) return formatMoney(value, "exact", locale);
  const text = String(value);
  if (field === "status") return new Map<string, string>(Object.entries(list.statuses)).get(text) ?? text;
  if (field === "paymentState") return new Map<string, string>(Object.entries(list.payments)).get(text) ?? text;
  return field === "renewalDate" ? formatDate(text, locale) : text;
};

const isMoney = (value: unknown): value is { amount: number; currency: string } =>
  typeof value === "object" &&
  value !== null &&
  "amount" in value &&
  typeof value.amount === "number" &&
  "currency" in value &&
  typeof value.currency === "string";
