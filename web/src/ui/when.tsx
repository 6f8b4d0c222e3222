import { formatInstant, formatWhen } from "../format/dates.ts";
import { useReading } from "./use-reading.ts";

/** An instant as people say it; its title has the absolute time and zone. */
export const When = ({ at, exact = false }: { at: string; exact?: boolean }) => {
  const reading = useReading();
  return (
    <time dateTime={at} title={formatInstant(at, reading)}>
      {exact ? formatInstant(at, reading) : formatWhen(at, reading)}
    </time>
  );
};
