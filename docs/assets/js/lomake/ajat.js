// Times as files have them (2026-11-22 13:00) and as people read them (22.11.2026 klo 13.00).
(() => {
  const two = (number) => String(number).padStart(2, "0");

  /** Whether there is such a day in the calendar. */
  const exists = (year, month, day) => {
    const made = new Date(Date.UTC(year, month - 1, day));
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  };

  /** "pattern" is that of the build. */
  const times = (pattern) => {
    const written = new RegExp(pattern);

    /** A time with its first and last day as numbers that can be compared, or null. */
    const at = (text) => {
      const found = text && written.exec(text);
      if (!found) return null;
      const [year, month, day, hour, minute] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
      const last = day ?? new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate();
      const date = [String(year).padStart(4, "0"), month && two(month), day && two(day)].filter(Boolean).join("-");
      const clock = hour === null ? "" : ` ${two(hour)}:${two(minute)}`;
      const key = (m, d) => year * 10000 + m * 100 + d;
      return { year, month, day, hour, minute, first: key(month ?? 1, day ?? 1), last: key(month ?? 12, last), time: (hour ?? -1) * 60 + (minute ?? 0), text: date + clock };
    };

    /** As readers see it: 22.11.2026 klo 13.00 · 22.11.2026 · 11/2026 · 2026. */
    const shown = (text) => {
      const found = at(text);
      if (!found) return text;
      const { year, month, day, hour, minute } = found;
      if (!month) return String(year);
      if (!day) return `${month}/${year}`;
      return `${day}.${month}.${year}` + (hour === null ? "" : ` klo ${hour}.${two(minute)}`);
    };

    return { at, shown };
  };

  window.kpTimes = { times, exists };
})();
