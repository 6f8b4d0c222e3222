import styles from "./logo.module.css";

const hues = [styles.hue0, styles.hue1, styles.hue2, styles.hue3, styles.hue4, styles.hue5, styles.hue6];

/** The first letter of a name on a ground that is always the same for it. No picture is asked from anybody. */
export const Logo = ({ name, large = false }: { name: string; large?: boolean }) => (
  <span className={`${styles.logo} ${large ? styles.large : ""} ${hues[hash(name) % hues.length]}`} aria-hidden="true">
    {name.trim().charAt(0).toUpperCase() || "?"}
  </span>
);

const hash = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
