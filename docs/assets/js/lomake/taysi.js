// How full the entry is, and what would help its readers most.
(() => {
  const { node } = window.kpSearch;
  const { holds } = window.kpCheck;
  const { capital } = window.kpFields;

  /** "find(path)" is a field of the form, and "go" goes to it. */
  window.kpFullness = ({ area, form, find, go }) => {
    const part = (selector) => area.querySelector(selector);
    return (values) => {
      if (!form.asked.length) return;
      const able = form.asked.filter(({ later }) => !later || !form.ahead.includes(values.stage));
      const lacking = able.filter(({ told }) => !holds(told, values));
      const sum = (list) => list.reduce((total, { weight }) => total + weight, 0);
      const score = Math.round((100 * (sum(able) - sum(lacking))) / sum(able));
      part("#taysi meter").value = score;
      part("#taysi meter").textContent = part("#taysi b").textContent = `${score} %`;
      part("#taysi ul").replaceChildren(...lacking.slice(0, 3).map(({ field, label: name, why }) => {
        const link = node("button", { class: "linklike", type: "button" }, capital(name));
        link.addEventListener("click", () => go(find(field.split("."))));
        return node("li", {}, link, ` ${why}`);
      }));
    };
  };
})();
