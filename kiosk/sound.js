// @ts-check
/** A sound and a buzz for each kind of answer, so that a volunteer need not look. Can be muted; the device remembers. */

const MUTED = "vonk-muted";
/** Hertz and seconds: up for welcome, level for already in, down for who needs a look. @type {Object<string, [number, number][]>} */
const TUNES = {
  good: [[660, 0.09], [880, 0.14]],
  warn: [[520, 0.12], [520, 0.12]],
  bad: [[330, 0.18], [220, 0.3]],
  rings: [[880, 0.2], [660, 0.3], [880, 0.2], [660, 0.3]], // somebody asks for help at a kiosk
};
/** @type {Object<string, number[]>} milliseconds on and off */
const BUZZES = { good: [60], warn: [60, 60, 60], bad: [250], rings: [200, 100, 200] };

/** @type {AudioContext | undefined} */
let audio;

export const isMuted = () => localStorage.getItem(MUTED) === "1";

/** @param {boolean} muted */
export const mute = (muted) => localStorage.setItem(MUTED, muted ? "1" : "0");

/** @param {string} tone good, warn or bad; for any other nothing sounds */
export function sound(tone) {
  if (isMuted() || !TUNES[tone]) return;
  navigator.vibrate?.(BUZZES[tone]);
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [pitch, length] of TUNES[tone]) {
    play(audio, pitch, at, length);
    at += length;
  }
}

/** @param {AudioContext} out @param {number} pitch @param {number} at @param {number} length */
function play(out, pitch, at, length) {
  const [tone, volume] = [out.createOscillator(), out.createGain()];
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + length);
  tone.connect(volume).connect(out.destination);
  tone.start(at);
  tone.stop(at + length);
}
