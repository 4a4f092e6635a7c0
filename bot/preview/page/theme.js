// Light or dark: what the system says, until the person chooses. Runs before the first paint.
const KEY = "nenchang-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosenTheme() {
  return localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
}

function showTheme() {
  document.documentElement.dataset.theme = chosenTheme();
}

showTheme();
system.addEventListener("change", showTheme);
addEventListener("DOMContentLoaded", () => {
  document.getElementById("theme").addEventListener("click", () => {
    localStorage.setItem(KEY, chosenTheme() === "dark" ? "light" : "dark");
    showTheme();
  });
});
