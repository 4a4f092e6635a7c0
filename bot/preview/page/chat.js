// The chat of the chosen person: what is known, what is shown, and what changes.
import { Composer } from "./composer.js";
import { act, follow as followChanges, readState } from "./connection.js";
import { alertBox, copy, toast } from "./dialogs.js";
import { byId, element, icon } from "./dom.js";
import { isService, messageElement, replaceMessage } from "./message.js";
import { follow as followMessage, showDown, smoothly, toBottom } from "./scroll.js";

const log = byId("log");
const ACTIONS = { typing: "đang soạn", upload_document: "đang gửi tệp", upload_photo: "đang gửi ảnh" };
const GROUP_SECONDS = 300;
const PEOPLE = "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.300M18 14.500c2.200.8 3.500 2.700 3.500 5.500";

const chats = new Map(); // chat id -> { id, person or group, people, writer, messages: Map, reactions, commands, unread, ... }
const pressing = new Map(); // callback id -> the pressed button
let bot = { name: "Nên Chăng" };
let current = null;
let stopFollowing = () => {};

// Who writes here: the person whose chat it is, or the one chosen in a group.
const writer = () => (current?.group ? current.writer : current?.person.id);
const isOwn = (message) => message.from.id === writer() && !message.sender_chat;

const composer = new Composer({
  get person() { return writer(); },
  get id() { return current?.id; },
  // In a group a command names its bot, as Telegram's own menu does.
  get named() { return current?.group ? `@${bot.username}` : ""; },
  get commands() { return current?.commands ?? []; },
  lastOwn: () => [...current.messages.values()].reverse().find((one) => isOwn(one) && one.text),
});

const view = {
  get read() { return Math.max(0, ...[...current.messages.values()].filter((one) => one.from.is_bot).map((one) => one.message_id)); },
  reaction: (id) => current.reactions[id],
  get bot() { return bot.username; },
  get isGroup() { return Boolean(current.group); },
  isOwn,
  face: (id) => (current.people ?? []).findIndex((one) => one.id === id),
  follow,
  command: (text) => composer.send(text),
  reply: (message) => composer.reply(message),
  press,
  jump: (id) => log.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "center", behavior: smoothly() }),
};

// Reading everything

async function begin() {
  stopFollowing();
  let state;
  try {
    state = await readState();
  } catch {
    byId("offline").hidden = false;
    setTimeout(begin, 1000);
    return;
  }
  keep(state);
  showPeople();
  showChat();
  stopFollowing = followChanges(state.journal, state.last, changes);
}

function keep(state) {
  bot = state.bot;
  for (const one of state.chats) {
    const known = chats.get(one.id);
    chats.set(one.id, {
      ...one,
      unread: known?.unread ?? 0,
      writer: known?.writer ?? one.people?.[0].id,
      messages: new Map(one.messages.map((message) => [message.message_id, message])),
    });
  }
  const saved = Number(sessionStorage.getItem("nenchang-person"));
  current = chats.get(current?.id ?? saved) ?? chats.values().next().value;
}

// Showing

// Each button is made once: one that comes anew with every message loses the focus, and a press that
// is under way.
const buttons = new Map(); // chat id -> the button and its parts

function buttonOf({ id, group }) {
  const face = group
    ? element("span", { class: "face face-group", "aria-hidden": "true" }, icon(PEOPLE))
    : element("span", { class: `face face-${buttons.size % 3}`, "aria-hidden": "true" });
  const [name, role, badge] = [element("strong"), element("span"), element("span", { class: "badge" })];
  const button = element(
    "button", { type: "button", class: "person", onclick: () => choose(id) },
    face, element("span", { class: "words" }, name, role),
  );
  return { button, face, name, role, badge };
}

function showPerson(chat) {
  const { id, person, group, people, unread } = chat;
  if (!buttons.has(id)) buttons.set(id, buttonOf(chat));
  const { button, face, name, role, badge } = buttons.get(id);
  [name.textContent, role.textContent] = group ? ["Nhóm", `${people.length} người`] : [person.name, person.role];
  if (!group) face.textContent = person.name[0];
  button.title = group ? `Nhóm ${group.title}` : `${person.name}, ${person.role}`;
  button.setAttribute("aria-label", button.title);
  button.setAttribute("aria-pressed", id === current.id);
  badge.textContent = unread;
  badge.setAttribute("aria-label", `${unread} tin chưa đọc`);
  if (unread) button.append(badge);
  else badge.remove();
  return button;
}

function showPeople() {
  const shown = [...chats.values()].map(showPerson);
  if (byId("people").childElementCount !== shown.length) byId("people").replaceChildren(...shown);
  const unread = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${bot.name} – bản xem thử`;
}

function choose(id) {
  if (id === current.id) return;
  current = chats.get(id);
  sessionStorage.setItem("nenchang-person", id);
  composer.clear();
  showChat();
}

function showChat() {
  byId("bot-name").textContent = current.group?.title ?? bot.name;
  showWriters();
  byId("alert-title").textContent = bot.name;
  current.unread = 0;
  log.setAttribute("aria-busy", "true"); // a screen reader need not read the whole chat aloud
  log.replaceChildren(...[...current.messages.values()].map((message) => messageElement(message, view)));
  log.removeAttribute("aria-busy");
  arrange();
  showAction(current.action, 5);
  showPeople();
  toBottom("instant");
}

// In a group: who writes, and whether the bot is in it.
function showWriters() {
  const { group, people } = current;
  byId("writers").hidden = !group;
  if (!group) return;
  const write = people.map((one, index) => element("button", {
    type: "button", class: "writer", "aria-pressed": one.id === current.writer, title: one.role,
    onclick: () => { current.writer = one.id; composer.clear(); showChat(); },
  }, element("span", { class: `dot face-${index % 3}`, "aria-hidden": "true" }), one.name));
  const [name, label] = group.bot ? ["remove_bot", "Đưa bot ra"] : ["add_bot", "Thêm bot"];
  const move = element("button", { type: "button", class: "flat", onclick: () => moveBot(name) }, label);
  byId("writers").replaceChildren(...write, move);
}

async function moveBot(name) {
  try {
    await act(name, { person: writer(), chat: current.id });
  } catch (error) {
    toast(error.message);
  }
}

// A link into the bot's private chat, which sends its parameter there.
function follow(parameter) {
  const own = chats.get(writer());
  if (!own) { toast("Người này chưa có đoạn chat riêng trong bản xem thử."); return; }
  choose(own.id);
  composer.send(`/start ${parameter}`);
}

// Days, groups of one sender, and what stands in the place of the text field.
function arrange() {
  log.querySelectorAll(".day").forEach((one) => one.remove());
  const items = [...log.children];
  items.forEach((item, index) => {
    const [before, message, after] = [items[index - 1], item, items[index + 1]].map(messageOf);
    item.classList.toggle("first", !grouped(before, message));
    item.classList.toggle("last", !grouped(message, after));
    if (!before || day(before) !== day(message)) item.before(element("div", { class: "day" }, day(message)));
  });
  const empty = !current.messages.size;
  byId("welcome").hidden = !empty;
  const { group } = current;
  byId("welcome-title").textContent = !group && bot.description ? "Bot này làm được gì?" : "Chưa có tin nhắn nào";
  byId("description").textContent = group
    ? "Chọn người viết ở dưới. Quản trị thêm bot thì bot ở lại; người khác thêm thì bot rời đi."
    : bot.description || "Bấm “Bắt đầu” để trò chuyện với bot.";
  byId("composer").hidden = !group && (empty || current.blocked);
  byId("start").hidden = Boolean(group) || !(empty || current.blocked);
  byId("start").textContent = current.blocked ? "Bỏ chặn và bắt đầu lại" : "Bắt đầu";
}

const messageOf = (item) => (item ? current.messages.get(Number(item.dataset.id)) : undefined);
const grouped = (one, next) =>
  Boolean(one && next && !isService(one) && !isService(next) && one.from.id === next.from.id && next.date - one.date < GROUP_SECONDS && day(one) === day(next) && !one.reply_markup);

function day(message) {
  const date = new Date(message.date * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 864e5);
  if (days < 2) return ["Hôm nay", "Hôm qua"][Math.max(days, 0)];
  return date.toLocaleDateString("vi", { day: "numeric", month: "long" });
}

let actionEnds;
function showAction(action, seconds) {
  const status = byId("bot-status");
  clearTimeout(actionEnds);
  status.classList.toggle("busy", Boolean(action));
  const { group, people } = current;
  const idle = group ? `${people.length} người${group.bot ? " và bot" : ", chưa có bot"}` : "bot";
  status.textContent = action ? (ACTIONS[action] ?? "đang làm việc") : idle;
  if (action) actionEnds = setTimeout(() => showAction("", 0), seconds * 1000);
}

// Buttons

async function press(message, button, key) {
  if (button.copy_text) {
    copy(button.copy_text.text);
    return;
  }
  if (key.getAttribute("aria-busy") === "true") return;
  key.setAttribute("aria-busy", "true");
  try {
    const id = await act("press", { person: writer(), chat: current.id, message_id: message.message_id, data: button.callback_data });
    if (answered.delete(id)) key.removeAttribute("aria-busy");
    else pressing.set(id, key);
  } catch (error) {
    key.removeAttribute("aria-busy");
    toast(error.message);
  }
}

const answered = new Set(); // answers that came before the press had its id

// What has changed

const changes = {
  anew: begin,
  lost: () => { byId("offline").hidden = false; },
  found: () => { byId("offline").hidden = true; },
  message({ person, message }) {
    const chat = chats.get(person);
    const isNew = !chat.messages.has(message.message_id);
    chat.messages.set(message.message_id, message);
    if (chat === current) showMessage(message, isNew);
    if (isNew && message.from.is_bot && (chat !== current || document.hidden)) {
      chat.unread += 1;
      showPeople();
    }
  },
  deleted({ person, message_id: id }) {
    chats.get(person).messages.delete(id);
    if (chats.get(person) !== current) return;
    log.querySelector(`[data-id="${id}"]`)?.remove();
    arrange();
  },
  reaction({ person, message_id: id, emoji }) {
    const chat = chats.get(person);
    chat.reactions[id] = emoji;
    if (chat === current) showMessage(chat.messages.get(id), false);
  },
  action({ person, action, seconds }) {
    chats.get(person).action = action;
    if (chats.get(person) === current) showAction(action, seconds);
  },
  answer({ person, presser, callback_id: id, text, show_alert: isAlert }) {
    if (pressing.has(id)) pressing.get(id).removeAttribute("aria-busy");
    else answered.add(id);
    pressing.delete(id);
    if (text && chats.get(person) === current && presser === writer()) (isAlert ? alertBox : toast)(text);
  },
  blocked({ person, blocked }) {
    chats.get(person).blocked = blocked;
    if (chats.get(person) === current) arrange();
  },
  groups: begin,
  commands: refresh,
  profile: refresh,
};

async function refresh() {
  const state = await readState();
  bot = state.bot;
  for (const one of state.chats) chats.get(one.id).commands = one.commands;
  arrange();
}

function showMessage(message, isNew) {
  const made = messageElement(message, view);
  const old = log.querySelector(`[data-id="${message.message_id}"]`);
  if (old) replaceMessage(old, made);
  else {
    log.append(made);
    refreshChecks();
  }
  arrange();
  if (!isNew) showDown();
  else if (message.from.is_bot) followMessage(made);
  else toBottom();
}

// The bot has answered: own messages above get their second check.
function refreshChecks() {
  const { read } = view;
  for (const item of log.querySelectorAll(".message.out")) {
    const message = messageOf(item);
    const icons = item.querySelector(".meta svg path");
    if (message && message.message_id < read && !icons.dataset.read) {
      const fresh = messageElement(message, view);
      item.querySelector(".meta").replaceWith(fresh.querySelector(".meta"));
      item.querySelector(".meta svg path").dataset.read = "1";
    }
  }
}

byId("start").addEventListener("click", async () => {
  if (current.blocked) await act("unblock", { person: writer() });
  composer.send("/start");
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !current) return;
  current.unread = 0;
  showPeople();
});
begin();
