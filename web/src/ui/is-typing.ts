/** True while a key belongs to a field, a menu or a dialog, and not to the page. */
export const isTyping = ({ target }: KeyboardEvent): boolean => {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
};
