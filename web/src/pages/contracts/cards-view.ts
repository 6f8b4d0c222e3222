import type { ContractsOverview } from "../../api/types.ts";
import { formatTotals, type MoneyStyle } from "../../format/money.ts";
import { formatCount } from "../../format/numbers.ts";
import type { Stat } from "../../ui/stat.ts";
import { messages } from "./messages.ts";
import { type ContractsSearch, inForce, type StatusFilter } from "./search.ts";
import { sourceLabel } from "./source-label.ts";
import type { Reader } from "./view.ts";

type Card = ContractsOverview["cards"]["total"];
type Money = NonNullable<Card["amounts"]>[number];

/** The four cards. Three of them are filters: the total takes the status filter away, the others set theirs and, pressed again, take it away. */
export const viewCards = (
  { cards }: Pick<ContractsOverview, "cards">,
  { status }: ContractsSearch,
  reader: Reader,
  setStatus: (status: StatusFilter | undefined) => void,
): readonly Stat[] => {
  const { locale } = reader;
  const words = messages.cards;
  const filter = (wanted: StatusFilter) => ({
    pressed: status === wanted,
    toggle: () => setStatus(status === wanted ? undefined : wanted),
  });
  return [
    {
      key: "total",
      label: words.total,
      value: countOf(cards.total, locale),
      hints: sourceCounts(cards.total, locale),
      filter: { pressed: status === undefined, toggle: () => setStatus(undefined) },
    },
    { ...activeCard(cards.active, locale), filter: filter(inForce) },
    {
      key: "expiring",
      label: words.expiring,
      meaning: "risk",
      value: countOf(cards.expiring_soon, locale),
      hints: [{ text: words.within }],
      filter: filter("expiring_30d"),
    },
    mrrCard(cards.active_mrr, reader),
  ];
};

const activeCard = (card: Card, locale: string): Stat => {
  const words = messages.cards;
  return {
    key: "active",
    label: words.active,
    meaning: "healthy",
    value: countOf(card, locale),
    hints: [
      ...hint(numberIn(card, "trialing"), (count) => words.trialing(formatCount(count, locale))),
      ...hint(numberIn(card, "past_due"), (count) => words.pastDue(formatCount(count, locale)), true),
    ],
  };
};

const mrrCard = (card: Card, { locale, displayCurrency }: Reader): Stat => {
  const words = messages.cards;
  const print = (amounts: readonly Money[], style: MoneyStyle = "card") => formatTotals(amounts, style, locale, displayCurrency);
  const [first = formatCount(0, locale)] = print(card.amounts ?? []);
  const others = print(card.amounts ?? [], "short").slice(1);
  const atRisk = moneyIn(card, "at_risk");
  const arr = moneyIn(card, "arr");
  return {
    key: "mrr",
    label: words.mrr,
    value: first,
    ...(card.amounts?.length ? { exact: print(card.amounts, "exact").join(" + ") } : {}),
    ...(others.length > 0 ? { more: `+ ${others.join(" + ")}` } : {}),
    hints: [
      ...(arr.length > 0 ? [{ text: words.arr(print(arr, "short").join(" + ")) }] : []),
      ...(atRisk.length > 0 ? [{ text: words.atRisk(print(atRisk, "short").join(" + ")), bad: true }] : []),
      ...hint(numberIn(card, "not_measured"), (count) => words.unmeasured(formatCount(count, locale))),
    ],
  };
};

const countOf = (card: Card, locale: string): string => formatCount(card.count ?? 0, locale);

const hint = (count: number, print: (count: number) => string, bad = false): Stat["hints"] =>
  count > 0 ? [{ text: print(count), bad }] : [];

const numberIn = ({ hint: hints }: Card, key: string): number => {
  const value = hints?.[key];
  return typeof value === "number" ? value : 0;
};

const moneyIn = ({ hint: hints }: Card, key: string): readonly Money[] => {
  const value = hints?.[key];
  return Array.isArray(value) ? value : [];
};

const sourceCounts = ({ hint: hints = {} }: Card, locale: string): Stat["hints"] =>
  Object.entries(hints).flatMap(([source, count]) =>
    typeof count === "number" ? [{ text: `${formatCount(count, locale)} ${sourceLabel(source)}` }] : [],
  );
