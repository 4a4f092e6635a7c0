// What a person writes with: text field, commands, files, replying, editing the last message.
import { act, upload } from "./connection.js";
import { askUpload, toast } from "./dialogs.js";
import { byId, element } from "./dom.js";

const field = byId("text");
const list = byId("commands");
const menu = byId("menu");

export class Composer {
  // `chat` knows `person`, `id`, `named` (what a command must name), `commands` and `lastOwn()` (the newest own text message).
  constructor(chat) {
    this.chat = chat;
    this.edited = null;
    this.repliedTo = null;
    this.shown = [];
    this.chosen = -1;
    byId("composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
    menu.addEventListener("click", () => this.toggleMenu());
    byId("stop-editing").addEventListener("click", () => this.edit(null));
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", () => this.chooseFile());
    document.addEventListener("click", (event) => {
      if (!event.target.closest("#commands, #menu, #text")) this.suggest([]);
    });
    this.typed();
  }

  // Begin anew for another person.
  clear() {
    this.edit(null);
    this.suggest([]);
  }

  async submit() {
    const text = field.value;
    if (!text.trim()) return;
    const { edited, repliedTo } = this;
    this.edit(null);
    this.suggest([]);
    try {
      if (edited) await act("edit", { person: this.chat.person, chat: this.chat.id, message_id: edited.message_id, text });
      else await act("send", { person: this.chat.person, chat: this.chat.id, text, reply_to: repliedTo?.message_id ?? 0 });
    } catch (error) {
      toast(error.message);
      field.value = text;
      this.typed();
    }
  }

  async send(text) {
    this.suggest([]);
    try {
      await act("send", { person: this.chat.person, chat: this.chat.id, text });
    } catch (error) {
      toast(error.message);
    }
  }

  typed() {
    field.style.height = "auto";
    // Nothing is measured of a field that is not shown yet.
    if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
    byId("send").disabled = !field.value.trim();
    const match = /^\/([a-z0-9_]*)$/i.exec(field.value);
    this.suggest(match ? this.chat.commands.filter((one) => one.command.startsWith(match[1].toLowerCase())) : []);
  }

  key(event) {
    if (event.isComposing) return; // a Vietnamese input method is still at work on a syllable
    if (this.shown.length && this.listKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !field.value) {
      const last = this.chat.lastOwn();
      if (last) { event.preventDefault(); this.edit(last); }
    } else if (event.key === "Escape" && (this.edited || this.repliedTo)) {
      this.edit(null);
    }
  }

  // Keys while commands are shown; whether the key was one of them.
  listKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose((this.chosen + step + this.shown.length) % this.shown.length);
    else if (event.key === "Escape") this.suggest([]);
    else if (event.key === "Tab" && this.chosen >= 0) this.complete(this.shown[this.chosen]);
    else if (event.key === "Enter" && this.chosen >= 0) this.take(this.shown[this.chosen]);
    else return false;
    event.preventDefault();
    return true;
  }

  toggleMenu() {
    this.suggest(list.hidden ? this.chat.commands : []);
    if (!list.hidden) { field.focus(); this.choose(0); }
    else if (!this.chat.commands.length) toast("Bot chưa có lệnh nào.");
  }

  suggest(commands) {
    this.shown = commands;
    list.hidden = !commands.length;
    menu.setAttribute("aria-expanded", !list.hidden);
    list.replaceChildren(...commands.map((one, index) => element("li", {
      id: `command-${index}`, role: "option", "aria-selected": "false",
      onclick: () => this.take(one),
    }, element("b", {}, `/${one.command}`), element("span", {}, one.description))));
    this.choose(commands.length ? 0 : -1);
  }

  choose(index) {
    this.chosen = index;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", at === index));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    if (index >= 0) field.setAttribute("aria-activedescendant", `command-${index}`);
    else field.removeAttribute("aria-activedescendant");
  }

  complete(command) {
    field.value = `/${command.command}${this.chat.named} `;
    this.typed();
  }

  take(command) {
    if (this.chat.named) { // in a group the question comes behind it
      this.complete(command);
      field.focus();
      return;
    }
    field.value = "";
    this.typed();
    this.send(`/${command.command}`);
    field.focus();
  }

  edit(message) {
    this.edited = message;
    this.about(null, message, "Sửa tin nhắn");
    field.value = message?.text ?? "";
    this.typed();
  }

  // What is written next replies to this message; what is typed already stays.
  reply(message) {
    if (this.edited) this.edit(null);
    this.about(message, message, "Trả lời");
    field.focus();
  }

  about(repliedTo, message, what) {
    this.repliedTo = repliedTo;
    byId("editing").hidden = !message;
    byId("editing").querySelector("strong").textContent = what;
    byId("stop-editing").setAttribute("aria-label", `Thôi ${what.toLowerCase()}`);
    byId("edited-text").textContent = message?.text ?? message?.caption ?? "";
  }

  async chooseFile() {
    const files = [...byId("file").files];
    byId("file").value = "";
    if (files.length && this.chat.named) { toast("Bản xem thử chưa gửi được tệp trong nhóm."); return; }
    const how = files.length ? await askUpload(files) : null;
    if (!how) return;
    // Several at once are an album: messages that share an id, the caption on the first.
    const album = files.length > 1 ? String(Date.now()) : "";
    try {
      for (const [place, file] of files.entries()) {
        await upload(this.chat.person, file, { ...how, caption: place ? "" : how.caption, album });
      }
    } catch (error) {
      toast(error.message);
    }
  }
}
