// Short notices over the chat, and boxes that wait for an answer.
import { byId } from "./dom.js";

let hiding;

export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { box.hidden = true; }, 3500);
}

export function alertBox(text) {
  byId("alert-text").textContent = text;
  const box = byId("alert");
  if (!box.open) box.showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Đã chép vào bộ nhớ tạm.");
  } catch {
    toast("Trình duyệt không cho chép; hãy chọn chữ rồi chép bằng tay.");
  }
}

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
  return `${value.toLocaleString("vi", { maximumFractionDigits: 1 })} ${unit}`;
}

// "pdf" for "báo cáo.pdf": what stands on a file's round icon.
export const fileKind = (name) => (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? "tệp").toLowerCase();

// Ask whether and how to send chosen files: { kind, caption }, or null for not at all. Only one
// file alone can go as a photo.
export function askUpload(files) {
  const box = byId("upload");
  const isPhoto = files.length === 1 && /^image\/(png|jpeg|gif)$/.test(files[0].type);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  byId("upload-name").textContent = files.map((file) => file.name).join(", ");
  byId("upload-size").textContent = files.length > 1 ? `${files.length} tệp, ${fileSize(size)}` : fileSize(size);
  byId("upload-icon").textContent = files.length > 1 ? String(files.length) : fileKind(files[0].name);
  byId("as-photo-row").hidden = !isPhoto;
  byId("as-photo").checked = isPhoto;
  byId("caption").value = "";
  box.returnValue = "cancel";
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      const kind = byId("as-photo").checked ? "photo" : "document";
      resolve(box.returnValue === "send" ? { kind, caption: byId("caption").value } : null);
    }, { once: true });
  });
}
