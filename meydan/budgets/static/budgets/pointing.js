// A tap on the small map writes its latitude and longitude into the box below it, and shows what stands in the box.
for (const map of document.querySelectorAll(".map-tap")) {
  const [left, top, right, bottom] = map.dataset.pixels.split(" ").map(Number);
  const [north, west, south, east] = map.dataset.degrees.split(" ").map(Number);
  const svg = map.querySelector("svg");
  const here = map.querySelector(".map-here");
  const box = map.closest("form").querySelector("[name=point]");
  const latin = (text) => text.replace(/[۰-۹]/g, (sign) => "۰۱۲۳۴۵۶۷۸۹".indexOf(sign)).replace(/٫/g, ".").replace(/،/g, ",");
  const show = () => {
    const [latitude, longitude] = latin(box.value).split(/[,\s]+/).map(Number);
    const known = Number.isFinite(latitude) && Number.isFinite(longitude) && box.value.trim() !== "";
    here.setAttribute("cx", known ? left + (longitude - west) / (east - west) * (right - left) : -99);
    here.setAttribute("cy", known ? top + (north - latitude) / (north - south) * (bottom - top) : -99);
  };
  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const latitude = north - (at.y - top) / (bottom - top) * (north - south);
    const longitude = west + (at.x - left) / (right - left) * (east - west);
    box.value = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.addEventListener("input", show);
  setTimeout(show);
}
