import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";
import { Icon } from "./icon.tsx";

type Props = { label: string; closeLabel: string; onClose: () => void; children: ReactNode; drawer?: boolean; full?: boolean };

/** A modal over the page, with `drawer` a panel at its start, with `full` a page of its own. It is open while it is rendered. */
export const Dialog = ({ label, closeLabel, onClose, children, drawer = false, full = false }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${drawer ? styles.drawer : ""} ${full ? styles.full : ""}`}
      aria-label={label}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && isOutside(event.currentTarget, event)) event.currentTarget.close();
      }}
    >
      {drawer || full ? null : (
        <div className={styles.head}>
          <h2>{label}</h2>
          <Button look="ghost" square aria-label={closeLabel} onClick={() => dialog.current?.close()}>
            <Icon of={X} />
          </Button>
        </div>
      )}
      <div className={styles.body}>{children}</div>
    </dialog>
  );
};

const isOutside = (element: Element, { clientX, clientY }: { clientX: number; clientY: number }): boolean => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
};
