const exact =
  "gmail.com googlemail.com msn.com ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me web.de t-online.de mail.ru qq.com 163.com 126.com naver.com fastmail.com fastmail.fm hey.com zoho.com".split(
    " ",
  );
const families = "outlook hotmail live yahoo gmx yandex".split(" ");
const disposable =
  "mailinator.com guerrillamail.com 10minutemail.com yopmail.com temp-mail.org trashmail.com sharklasers.com getnada.com".split(" ");

const listed = new Set([...exact, ...disposable]);

/** True for mail domains that say nothing about the company behind an address (domain rule 10). `registrable` is lower case. */
export const isPersonalDomain = (registrable: string): boolean =>
  listed.has(registrable) || families.includes(registrable.slice(0, registrable.indexOf(".")));
