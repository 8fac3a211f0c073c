"use strict";
// Draws the charts of a shared page for this window and theme; the picture stands in where that fails.
(() => {
  const box = document.querySelector("[data-figures]");
  if (!box) return;
  const places = [...box.querySelectorAll(".chart")];
  const narrow = matchMedia("(max-width: 639px)");
  const middle = matchMedia("(max-width: 1023px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const look = () =>
    `${narrow.matches ? "phone" : middle.matches ? "tablet" : "desktop"}-${dark.matches ? "dark" : "light"}`;
  const plotly = new Promise((done, fail) => {
    if (window.Plotly) return done();
    const tag = document.getElementById("plotly");
    tag.addEventListener("load", done);
    tag.addEventListener("error", fail);
  });
  let wanted = "";

  const picture = () => {
    const image = document.createElement("img");
    image.src = box.dataset.picture;
    image.alt = box.dataset.alt;
    box.replaceChildren(image);
  };
  const draw = async () => {
    const mine = look();
    if (mine === wanted) return;
    wanted = mine;
    try {
      const [answer] = await Promise.all([fetch(`${box.dataset.figures}?look=${mine}`), plotly]);
      if (!answer.ok) throw new Error(`figures: ${answer.status}`);
      const {figures, config} = await answer.json();
      if (mine !== wanted) return; // the window has changed meanwhile
      for (const [at, one] of figures.entries())
        await Plotly.react(places[at], one.data, one.layout, config);
      box.dataset.drawn = mine;
    } catch {
      if (mine === wanted) picture();
    }
  };
  for (const query of [narrow, middle, dark]) query.addEventListener("change", draw);
  draw();
})();
