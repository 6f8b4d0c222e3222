import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../app.ts";
import { setPreferences, usePreferences } from "../theme/preferences.ts";
import { Dialog } from "../ui/dialog.tsx";
import { medium, useMedia } from "../ui/use-media.ts";
import { LocaleContext } from "../ui/use-reading.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { LiveRegions } from "./live-regions.tsx";
import { messages } from "./messages.ts";
import { OfflineBanner } from "./offline-banner.tsx";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { ShellContext } from "./shell-context.ts";
import { TabBar } from "./tab-bar.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

type Open = "nothing" | "help" | "navigation";

/** The frame of every page: rail, sheet, bottom bar, and the keys that work everywhere. */
export const Shell = () => {
  const { workspace } = useSession();
  const { rail } = usePreferences();
  const drawn = useMedia(medium);
  const [open, setOpen] = useState<Open>("nothing");
  const toggleRail = () => setPreferences({ rail: rail === "open" ? "closed" : "open" });
  const help = () => setOpen("help");
  const close = () => setOpen("nothing");
  useShortcuts({ onHelp: help, onToggleRail: toggleRail });

  return (
    <LocaleContext value={workspace}>
      <ShellContext value={{ openNavigation: () => setOpen("navigation") }}>
        <a className={styles.skip} href="#page">
          {messages.skip}
        </a>
        <div className={styles.app} data-rail={rail}>
          <header className={styles.side}>{drawn ? null : <Rail closed={rail === "closed"} onToggle={toggleRail} onHelp={help} />}</header>
          <main className={styles.sheet} id="page" tabIndex={-1}>
            <OfflineBanner />
            <Outlet />
          </main>
          <TabBar onMore={() => setOpen("navigation")} />
        </div>
        {open === "help" ? <HelpDialog onClose={close} /> : null}
        {open === "navigation" ? (
          <Dialog drawer label={messages.workspaceNav} closeLabel={messages.closeNavigation} onClose={close}>
            <DrawerContent onDone={close} onHelp={help} />
          </Dialog>
        ) : null}
        <LiveRegions />
      </ShellContext>
    </LocaleContext>
  );
};

/** The rail in the drawer: whoever follows a link leaves it. */
const DrawerContent = ({ onDone, onHelp }: { onDone: () => void; onHelp: () => void }) => (
  // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: listens to the links inside, which have their own keys
  <div
    className={styles.drawer}
    onClick={(event) => {
      if (event.target instanceof Element && event.target.closest("a")) onDone();
    }}
  >
    <Rail onHelp={onHelp} />
  </div>
);
