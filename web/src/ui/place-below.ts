const margin = 8;

/** Puts a popover under its button in browsers that can't anchor it by CSS. */
export const placeBelow = (popover: HTMLElement, button: HTMLElement | null): void => {
  if (!button || CSS.supports("position-area: block-end")) return;
  const place = button.getBoundingClientRect();
  const left = Math.min(place.left, window.innerWidth - popover.offsetWidth - margin);
  const below = place.bottom + popover.offsetHeight + margin < window.innerHeight;
  popover.style.left = `${Math.max(margin, left)}px`;
  popover.style.top = `${below ? place.bottom : Math.max(margin, place.top - popover.offsetHeight - margin)}px`;
};
