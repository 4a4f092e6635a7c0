// Where the chat is scrolled to: the newest message stays in view until the person reads elsewhere.
import { byId } from "./dom.js";

const scroller = byId("scroll");
const log = byId("log");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const smoothly = () => (calm.matches ? "instant" : "smooth");

let sticking = true; // reading further up, or opening a quote, ends it
let lastTop = 0;
let below = 0; // messages that came while the person was reading elsewhere

const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;

export function toBottom(behavior = smoothly()) {
  sticking = true;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  showDown();
}

// A message of the bot has come; one that fills the screen is read from its beginning.
export function follow(made) {
  if (!sticking) {
    below += 1;
    showDown();
  } else if (made.offsetHeight < scroller.clientHeight) {
    toBottom();
  } else {
    sticking = false;
    scroller.scrollTo({ top: made.offsetTop - 8, behavior: smoothly() });
  }
}

function scrolled() {
  if (isAtBottom()) sticking = true;
  else if (scroller.scrollTop < lastTop - 2) sticking = false;
  lastTop = scroller.scrollTop;
  showDown();
}

export function showDown() {
  if (sticking) below = 0;
  byId("down").hidden = sticking || isAtBottom();
  byId("down-count").hidden = !below;
  byId("down-count").textContent = below;
}

byId("down").addEventListener("click", () => toBottom());
scroller.addEventListener("scroll", scrolled, { passive: true });
log.addEventListener("click", (event) => {
  if (event.target.closest(".expandable")) sticking = false;
}, { capture: true });
new ResizeObserver(() => {
  if (sticking) toBottom();
  else showDown();
}).observe(log);
new ResizeObserver(() => {
  if (sticking) toBottom("instant");
}).observe(scroller);
