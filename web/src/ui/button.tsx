import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import styles from "./button.module.css";

type Look = { look?: "plain" | "ink" | "ghost"; square?: boolean };

/** The classes of a button, for what has to be its own element. */
export const buttonClass = ({ look = "plain", square = false }: Look): string =>
  [styles.button, look === "plain" ? "" : styles[look], square ? styles.square : ""].filter(Boolean).join(" ");

/** A button that does something here. */
export const Button = ({ look, square, ...rest }: ComponentProps<"button"> & Look) => (
  <button type="button" {...rest} className={buttonClass({ ...(look ? { look } : {}), ...(square ? { square } : {}) })} />
);

const Anchor = ({ look, square, ...rest }: ComponentProps<"a"> & Look) => (
  <a {...rest} className={buttonClass({ ...(look ? { look } : {}), ...(square ? { square } : {}) })} />
);

/** A link to another page that looks like a button. */
export const ButtonLink = createLink(Anchor);
