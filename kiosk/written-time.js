// @ts-check
/** A time as people write it on paper: 10:15, 10.15, 1015, 9:05, 905. */

const TIME = /^(\d{1,2})\s*[:.,u ]?\s*(\d{2})$/;

/**
 * The moment of this time on this day (YYYY-MM-DD) by this device's clock; null when it is no time.
 * @param {string} text @param {string} day
 */
export function writtenTime(text, day) {
  const [, hour = "", minute = ""] = TIME.exec(text.trim()) ?? [];
  const known = hour !== "" && Number(hour) < 24 && Number(minute) < 60;
  const moment = new Date(`${day}T${hour.padStart(2, "0")}:${minute}:00`);
  return known && !Number.isNaN(moment.getTime()) ? moment : null;
}

/** The day that the paper is most likely of: that of the fair, unless it is still to come. @param {string} fair YYYY-MM-DD */
export function likelyDay(fair) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return fair && fair < today ? fair : today;
}
