// One message -> one element: bubble, files, time, keyboard.
import { fileKind, fileSize } from "./dialogs.js";
import { element, icon } from "./dom.js";
import { quoteWatcher, richText, setOpen } from "./richtext.js";

const ONE_CHECK = "M4 6.200 7.400 9.600 13.600 2.400";
const TWO_CHECKS = "M1.500 6.200 4.900 9.600 11.100 2.400M8 9.200l.5.4 6.200-7.200";
const COPY = "M8 8V5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-3M3 10a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z";
const REPLY = "M10 5 4 11l6 6M4 11h9a7 7 0 0 1 7 7";
const AWAY = "M7 17 17 7M9 7h8v8";

export const clockTime = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

// `view` knows `bot` (its username), `isGroup`, `isOwn(message)`, `face(id)`, `follow(parameter)`, `read` (ids up to which the bot has answered), `reaction(id)`, and what to do on
// `command(text)`, `press(message, button, key)`, `reply(message)`, `jump(id)`.
export function messageElement(message, view) {
  if (isService(message)) {
    return element("div", { class: "message service", "data-id": message.message_id }, said(message));
  }
  const own = view.isOwn(message);
  const keyboard = message.reply_markup?.inline_keyboard;
  const made = element("article", {
    class: `message ${own ? "out" : "in"}${keyboard ? " with-keyboard" : ""}${message.sticker ? " sticker" : ""}`,
    "data-id": message.message_id,
    "aria-label": `${own ? "Bạn" : message.from.first_name}, ${clockTime(message.date)}`,
  });
  made.append(bubble(message, view), ...(keyboard ? [keys(message, keyboard, view)] : []));
  return made;
}

// What Telegram itself says of a group.
export const isService = (message) => Boolean(said(message));

function said(message) {
  const by = message.from.first_name;
  const { new_chat_members: come, left_chat_member: gone } = message;
  if (come) return `${by} đã thêm ${come[0].first_name} vào nhóm`;
  if (gone) return gone.id === message.from.id ? `${by} đã rời nhóm` : `${by} đã đưa ${gone.first_name} ra khỏi nhóm`;
  if (message.migrate_to_chat_id) return "Nhóm đã thành nhóm lớn";
  if (message.migrate_from_chat_id) return "Nhóm lớn này từ một nhóm nhỏ mà thành";
  if (message.forum_topic_created) return `Chủ đề mới: ${message.forum_topic_created.name}`;
  return message.forum_topic_closed ? "Chủ đề đã đóng" : "";
}

function senderName(message, view) {
  const colour = message.from.is_bot ? "bot" : view.face(message.from.id) % 3;
  return element("div", { class: `sender sender-${colour}` }, message.from.first_name);
}

function bubble(message, view) {
  const made = element("div", { class: "bubble" });
  if (view.isGroup && !view.isOwn(message)) made.append(senderName(message, view));
  if (message.forward_origin) made.append(element("div", { class: "forwarded" }, "Tin nhắn chuyển tiếp"));
  if (message.reply_to_message) made.append(replied(message, view));
  if (message.photo) made.append(photo(message.photo.at(-1)));
  if (message.document) made.append(documentLink(message.document));
  const text = element("div", { class: "text" });
  text.append(richText(words(message), message.entities ?? message.caption_entities, view.command), meta(message, view));
  made.append(text);
  const reaction = view.reaction(message.message_id);
  if (reaction) made.append(element("span", { class: "reaction", "aria-label": `Bot bày tỏ ${reaction}` }, reaction));
  made.querySelectorAll(".expandable").forEach((one) => quoteWatcher.observe(one));
  return made;
}

export const words = (message) => message.text ?? message.caption ?? message.sticker?.emoji ?? "";

function meta(message, view) {
  const edited = message.edit_date ? element("span", {}, "đã sửa") : null;
  const made = element("span", { class: "meta" }, edited, element("time", {}, clockTime(message.date)));
  if (!view.isOwn(message)) {
    made.prepend(element("button", {
      type: "button", class: "to-reply", title: "Trả lời tin nhắn này", "aria-label": "Trả lời tin nhắn này",
      onclick: () => view.reply(message),
    }, icon(REPLY)));
  } else {
    made.append(icon(message.message_id < view.read ? TWO_CHECKS : ONE_CHECK, "0 0 17 12"));
  }
  return made;
}

function replied(message, view) {
  const original = message.reply_to_message;
  const shown = message.quote?.text ?? (words(original) || original.document?.file_name || "Ảnh");
  return element("button", { type: "button", class: "reply", onclick: () => view.jump(original.message_id) },
    element("strong", {}, original.from.first_name), element("span", {}, shown));
}

function photo(size) {
  const address = `page/files/${size.file_unique_id}`;
  const picture = element("img", { src: address, width: size.width, height: size.height, alt: "Ảnh" });
  return element("a", { class: "photo", href: address, target: "_blank", rel: "noopener" }, picture);
}

function documentLink(file) {
  return element("a", { class: "file", href: `page/files/${file.file_unique_id}`, download: file.file_name },
    element("span", { class: "file-icon", "aria-hidden": "true" }, fileKind(file.file_name)),
    element("span", { class: "file-words" }, element("strong", {}, file.file_name), element("span", {}, fileSize(file.file_size))));
}

function keys(message, rows, view) {
  const made = element("div", { class: "keyboard", role: "group", "aria-label": "Các nút" });
  for (const row of rows) {
    made.append(element("div", { class: "row" }, ...row.map((button) => key(message, button, view))));
  }
  return made;
}

// Of a link into this bot's private chat.
function startParameter(address, username) {
  if (!address) return "";
  const link = new URL(address);
  return link.host === "t.me" && link.pathname === `/${username}` ? link.searchParams.get("start") : "";
}

function key(message, button, view) {
  const style = `key ${button.style ?? ""}`.trim();
  const parameter = startParameter(button.url, view.bot);
  if (parameter) {
    return element("button", { type: "button", class: style, onclick: () => view.follow(parameter) }, button.text, icon(AWAY));
  }
  if (button.url) {
    return element("a", { class: style, href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text, icon(AWAY));
  }
  const made = element("button", { type: "button", class: style }, button.text, button.copy_text ? icon(COPY) : null);
  made.addEventListener("click", () => view.press(message, button, made));
  return made;
}

// Put a changed message in the place of the old one; what was open stays open if its text is the same.
export function replaceMessage(old, made) {
  const opened = [...old.querySelectorAll(".expandable.open")].map((one) => one.textContent);
  made.className = `${made.className} ${["first", "last"].filter((one) => old.classList.contains(one)).join(" ")}`;
  old.replaceWith(made);
  for (const one of made.querySelectorAll(".expandable")) {
    if (opened.includes(one.textContent)) {
      one.classList.add("long");
      setOpen(one, true);
    }
  }
}
