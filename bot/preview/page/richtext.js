// Text with message entities -> elements. Offsets are UTF-16, as JavaScript counts too.
import { copy } from "./dialogs.js";
import { element, icon } from "./dom.js";

const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

// `onCommand` is called with the text of a /command that was clicked.
export function richText(text, entities, onCommand) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createDocumentFragment();
  root.append(...pieces(text, ordered, 0, text.length, onCommand));
  return root;
}

function pieces(text, entities, from, to, onCommand) {
  const made = [];
  let at = from;
  let rest = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  while (rest.length) {
    const [entity, ...others] = rest;
    const end = entity.offset + entity.length;
    made.push(...plain(text, at, entity.offset, made.at(-1), entity));
    const inner = others.filter((one) => one.offset < end);
    made.push(decorated(text, entity, pieces(text, inner, entity.offset, end, onCommand), onCommand));
    at = end;
    rest = others.filter((one) => one.offset >= end);
  }
  made.push(...plain(text, at, to, made.at(-1), null));
  return made;
}

// A block stands on lines of its own: the line breaks around it are not shown again.
function plain(text, from, to, before, after) {
  let piece = text.slice(from, to);
  if (before?.dataset?.block && piece.startsWith("\n")) piece = piece.slice(1);
  if (after && BLOCKS.includes(after.type) && piece.endsWith("\n")) piece = piece.slice(0, -1);
  return piece ? [document.createTextNode(piece)] : [];
}

function decorated(text, entity, children, onCommand) {
  const words = text.slice(entity.offset, entity.offset + entity.length);
  if (TAGS[entity.type]) return element(TAGS[entity.type], {}, ...children);
  switch (entity.type) {
    case "blockquote": return quote(children, false);
    case "expandable_blockquote": return quote(children, true);
    case "code": return element("code", { title: "Bấm để chép", onclick: () => copy(words) }, ...children);
    case "pre": return codeBlock(entity.language, children);
    case "text_link": return link(entity.url, children);
    case "url": return link(/^[a-z]+:\/\//i.test(words) ? words : `http://${words}`, children);
    case "email": return link(`mailto:${words}`, children);
    case "bot_command":
      return element("button", { type: "button", class: "command", onclick: () => onCommand(words) }, words);
    case "spoiler": return spoiler(children);
    case "mention": case "hashtag": case "cashtag": case "text_mention":
      return element("span", { class: "marked" }, ...children);
    default: return element("span", {}, ...children);
  }
}

function link(address, children) {
  const safe = /^(https?|mailto|tg):/i.test(address) ? address : undefined;
  return element("a", { href: safe, title: safe, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function codeBlock(language, children) {
  const code = element("code", {}, ...children);
  const name = language ? element("span", { class: "language" }, language) : null;
  return element("pre", { "data-block": "1" }, name, code);
}

function spoiler(children) {
  const made = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Nội dung ẩn, bấm để xem" }, ...children);
  const show = () => {
    made.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
  };
  made.addEventListener("click", show);
  made.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return made;
}

function quote(children, expandable) {
  const words = element("span", { class: "quote-text" }, ...children);
  if (!expandable) return element("blockquote", { class: "quote", "data-block": "1" }, words);
  const chevron = element("button", { type: "button", class: "chevron", "aria-expanded": "false", "aria-label": "Mở rộng đoạn trích" }, icon("m6 9.5 6 6 6-6"));
  const made = element("blockquote", { class: "quote expandable", "data-block": "1" }, words, chevron);
  made.addEventListener("click", () => {
    if (made.classList.contains("long") && getSelection().isCollapsed) setOpen(made, !made.classList.contains("open"));
  });
  return made;
}

export function setOpen(quoted, open) {
  const chevron = quoted.querySelector(".chevron");
  quoted.classList.toggle("open", open);
  chevron.setAttribute("aria-expanded", open);
  chevron.setAttribute("aria-label", open ? "Thu gọn đoạn trích" : "Mở rộng đoạn trích");
}

// Only a quote of more than three lines can be opened; how many lines it has depends on the width.
export const quoteWatcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const words = target.querySelector(".quote-text");
    if (!target.classList.contains("open")) {
      target.classList.toggle("long", words.scrollHeight > words.clientHeight + 2);
    }
  }
});
