import { Keyboard, LogOut, type LucideIcon } from "lucide-react";
import { useApp, useSession } from "../app.ts";
import { setPreferences, type Theme, usePreferences } from "../theme/preferences.ts";
import { Icon } from "../ui/icon.tsx";
import menu from "../ui/menu.module.css";
import { MenuRadio } from "../ui/menu.tsx";
import { MenuButton } from "../ui/menu-button.tsx";
import text from "../ui/text.module.css";
import { messages } from "./messages.ts";
import styles from "./rail.module.css";

const themes: readonly Theme[] = ["system", "light", "dark"];

/** Who is signed in, with the theme, the shortcuts and the way out behind it. */
export const UserMenu = ({ onHelp }: { onHelp: () => void }) => {
  const { user } = useSession();
  const { signIn } = useApp();
  return (
    <div className={styles.user}>
      <MenuButton label={user.name} trigger={<Person />} className={styles.person ?? ""}>
        {(close) => (
          <>
            <Themes />
            <hr className={menu.rule} />
            <Item
              icon={Keyboard}
              label={messages.shortcuts}
              end="?"
              onChoose={() => {
                close();
                onHelp();
              }}
            />
            <Item icon={LogOut} label={messages.signOut} onChoose={() => void signIn.end()} />
          </>
        )}
      </MenuButton>
    </div>
  );
};

const Themes = () => {
  const { theme } = usePreferences();
  return (
    <>
      <div className={menu.heading} aria-hidden="true">
        {messages.theme}
      </div>
      {themes.map((each) => (
        <MenuRadio
          key={each}
          checked={each === theme}
          label={messages.themes[each]}
          name={`${messages.theme}: ${messages.themes[each]}`}
          onChoose={() => setPreferences({ theme: each })}
        />
      ))}
    </>
  );
};

type ItemProps = { icon: LucideIcon; label: string; end?: string; onChoose: () => void };

const Item = ({ icon, label, end, onChoose }: ItemProps) => (
  <button type="button" role="menuitem" tabIndex={-1} className={menu.item} onClick={onChoose}>
    <Icon of={icon} size={14} />
    {label}
    {end ? <span className={menu.end}>{end}</span> : null}
  </button>
);

const Person = () => {
  const { user } = useSession();
  return (
    <>
      <span className={styles.face} aria-hidden="true">
        {initials(user.name)}
      </span>
      <span className={`${text.clip} ${styles.name}`}>
        {user.name} <span className={styles.role}>· {messages.roles[user.role]}</span>
      </span>
      <span className={text.hidden}>: {messages.userMenu}</span>
    </>
  );
};

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
