import { useLocation } from "@tanstack/react-router";
import { useId } from "react";
import { setPreferences, usePreferences } from "../theme/preferences.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import styles from "./help-dialog.module.css";
import { messages } from "./messages.ts";
import { shortcutsOn } from "./shortcuts.ts";

/** The keys that work here, and the switch for those of one letter. */
export const HelpDialog = ({ onClose }: { onClose: () => void }) => {
  const pathname = useLocation({ select: (location) => location.pathname });
  const { shortcuts } = usePreferences();
  const id = useId();
  return (
    <Dialog label={messages.shortcuts} closeLabel={messages.close} onClose={onClose}>
      <div className={styles.groups}>
        {shortcutsOn(pathname).map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{group.title}</h3>
            <ul>
              {group.shortcuts.map(({ keys, does }) => (
                <li key={does} className={styles.row}>
                  {does}
                  <span className={styles.keys}>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className={styles.switch}>
        <input
          id={id}
          type="checkbox"
          checked={shortcuts}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
        <label htmlFor={id}>{messages.singleKeys}</label>
        <p id={`${id}-hint`}>{messages.singleKeysHint}</p>
      </div>
    </Dialog>
  );
};
