/* The sizes of the letters in charts, as they are shown. */
() => [...document.querySelectorAll(".chart text")].map((text) => {
  const { width } = text.ownerSVGElement.getBoundingClientRect();
  return (parseFloat(getComputedStyle(text).fontSize) * width) / text.ownerSVGElement.viewBox.baseVal.width;
})
