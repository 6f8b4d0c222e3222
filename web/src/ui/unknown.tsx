import text from "./text.module.css";

/** No value: a dash to the eye, a word to the ear. */
export const Unknown = () => (
  <>
    <span aria-hidden="true" className={text.meta}>
      —
    </span>
    <span className={text.hidden}>Unknown</span>
  </>
);
