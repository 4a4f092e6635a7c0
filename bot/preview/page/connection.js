// Talks to the server: asks for things to be done, and hears what has changed.

const KINDS = ["message", "deleted", "action", "reaction", "answer", "blocked", "groups", "commands", "profile"];

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("Không nối được với máy chủ.");
  }
  const content = await response.json();
  if (!response.ok) throw new Error(content.error ?? "Máy chủ báo lỗi.");
  return content;
}

// Ask for an act of a person ("send", "edit", "press", ...); throws an Error with a Vietnamese sentence.
export async function act(name, content) {
  const headers = { "X-Nenchang-Preview": "1", "Content-Type": "application/json" };
  const answer = await request(`page/${name}`, { method: "POST", headers, body: JSON.stringify(content) });
  return answer.result;
}

// `how` has `kind` ("photo" or "document"), `caption` and `album` (an id, or "").
export async function upload(person, file, how) {
  const query = new URLSearchParams({ person, name: file.name, ...how });
  const headers = { "X-Nenchang-Preview": "1" };
  await request(`page/upload?${query}`, { method: "POST", headers, body: file });
}

export const readState = () => request("page/state");

// Follow the changes after `last` of a journal. `on` has a function for each kind of change,
// `on.anew` when everything must be read again, `on.lost` and `on.found` for the connection.
export function follow(journal, last, on) {
  const source = new EventSource(`page/events?${new URLSearchParams({ journal, after: last })}`);
  const stop = () => source.close();
  source.addEventListener("open", () => on.found());
  source.addEventListener("error", () => {
    on.lost();
    if (source.readyState === EventSource.CLOSED) setTimeout(on.anew, 1000);
  });
  source.addEventListener("anew", () => {
    stop();
    on.anew();
  });
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => on[kind]?.(JSON.parse(event.data)));
  }
  return stop;
}
