// One more, one fewer: a number that is typed as well. Without this file the buttons stay hidden.
const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const plain = (text) => text.replace(/[۰-۹]/g, (sign) => PERSIAN.indexOf(sign)).replace(/[٠-٩]/g, (sign) => "٠١٢٣٤٥٦٧٨٩".indexOf(sign)).replace(/[^0-9]/g, "");
const shown = (number) => document.documentElement.lang === "fa" ? String(number).replace(/[0-9]/g, (sign) => PERSIAN[sign]) : String(number);

const reveal = () => document.querySelectorAll(".visit-steps button[hidden]").forEach((button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  const button = event.target.closest(".visit-steps button");
  if (!button) return;
  const box = button.parentElement.querySelector("input");
  box.value = shown(Math.max(Number(plain(box.value)) + Number(button.dataset.step), 0));
  box.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
