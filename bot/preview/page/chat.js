// The chat of the chosen person: what is known, what is shown, and what changes.
import { Composer } from "./composer.js";
import { act, follow, readState } from "./connection.js";
import { alertBox, copy, toast } from "./dialogs.js";
import { byId, element } from "./dom.js";
import { messageElement, replaceMessage } from "./message.js";
import { follow as followMessage, showDown, smoothly, toBottom } from "./scroll.js";

const log = byId("log");
const ACTIONS = { typing: "đang soạn", upload_document: "đang gửi tệp", upload_photo: "đang gửi ảnh" };
const GROUP_SECONDS = 300;

const chats = new Map(); // person id -> { person, messages: Map, reactions, commands, blocked, unread, ... }
const pressing = new Map(); // callback id -> the pressed button
let bot = { name: "Nên Chăng" };
let current = null;
let stopFollowing = () => {};

const composer = new Composer({
  get person() { return current?.person.id; },
  get commands() { return current?.commands ?? []; },
  lastOwn: () => [...current.messages.values()].reverse().find((one) => !one.from.is_bot && one.text),
});

const view = {
  get read() { return Math.max(0, ...[...current.messages.values()].filter((one) => one.from.is_bot).map((one) => one.message_id)); },
  reaction: (id) => current.reactions[id],
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
  stopFollowing = follow(state.journal, state.last, changes);
}

function keep(state) {
  bot = state.bot;
  for (const one of state.chats) {
    const known = chats.get(one.person.id);
    chats.set(one.person.id, {
      ...one,
      unread: known?.unread ?? 0,
      messages: new Map(one.messages.map((message) => [message.message_id, message])),
    });
  }
  const saved = Number(sessionStorage.getItem("nenchang-person"));
  current = chats.get(current?.person.id ?? saved) ?? chats.values().next().value;
}

// Showing

function showPeople() {
  byId("people").replaceChildren(...[...chats.values()].map(({ person, unread }, index) => {
    const badge = unread ? element("span", { class: "badge", "aria-label": `${unread} tin chưa đọc` }, String(unread)) : null;
    return element("button", {
      type: "button", class: "person", "aria-pressed": person.id === current.person.id,
      "aria-label": `${person.name}, ${person.role}`, title: `${person.name}, ${person.role}`,
      onclick: () => choose(person.id),
    },
    element("span", { class: `face face-${index % 3}`, "aria-hidden": "true" }, person.name[0]),
    element("span", { class: "words" }, element("strong", {}, person.name), element("span", {}, person.role)), badge);
  }));
  const unread = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${bot.name} – bản xem thử`;
}

function choose(id) {
  if (id === current.person.id) return;
  current = chats.get(id);
  sessionStorage.setItem("nenchang-person", id);
  composer.clear();
  showChat();
}

function showChat() {
  byId("bot-name").textContent = bot.name;
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
  byId("welcome-title").textContent = bot.description ? "Bot này làm được gì?" : "Chưa có tin nhắn nào";
  byId("description").textContent = bot.description || "Bấm “Bắt đầu” để trò chuyện với bot.";
  byId("composer").hidden = empty || current.blocked;
  byId("start").hidden = !(empty || current.blocked);
  byId("start").textContent = current.blocked ? "Bỏ chặn và bắt đầu lại" : "Bắt đầu";
}

const messageOf = (item) => (item ? current.messages.get(Number(item.dataset.id)) : undefined);
const grouped = (one, next) =>
  Boolean(one && next && one.from.id === next.from.id && next.date - one.date < GROUP_SECONDS && day(one) === day(next) && !one.reply_markup);

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
  status.textContent = action ? (ACTIONS[action] ?? "đang làm việc") : "bot";
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
    const id = await act("press", { person: current.person.id, message_id: message.message_id, data: button.callback_data });
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
  answer({ person, callback_id: id, text, show_alert: isAlert }) {
    if (pressing.has(id)) pressing.get(id).removeAttribute("aria-busy");
    else answered.add(id);
    pressing.delete(id);
    if (text && chats.get(person) === current) (isAlert ? alertBox : toast)(text);
  },
  blocked({ person, blocked }) {
    chats.get(person).blocked = blocked;
    if (chats.get(person) === current) arrange();
  },
  commands: refresh,
  profile: refresh,
};

async function refresh() {
  const state = await readState();
  bot = state.bot;
  for (const one of state.chats) chats.get(one.person.id).commands = one.commands;
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
  if (current.blocked) await act("unblock", { person: current.person.id });
  composer.send("/start");
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !current) return;
  current.unread = 0;
  showPeople();
});
begin();
