import { useSpoken } from "../ui/announce.ts";
import text from "../ui/text.module.css";

/** One polite region and one that interrupts, for all pages. */
export const LiveRegions = () => {
  const { polite, assertive } = useSpoken();
  return (
    <div className={text.hidden}>
      <p role="status">{polite}</p>
      <p role="alert">{assertive}</p>
    </div>
  );
};
