/** Common ones, all of Unicode 12 or before: the system's own glyphs are there for them nearly everywhere. */
import type { ExtraLabels } from "./labels.ts";

export interface EmojiGroup {
  readonly label: keyof ExtraLabels &
    ("smileys" | "people" | "nature" | "food" | "activities" | "objects" | "symbols");
  readonly emojis: readonly string[];
}

export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  group(
    "smileys",
    "😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😗 😚 😋 😛 😜 🤪 😝 🤗 🤭 🤫 🤔 🤐 🤨 😐 😑 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤕 🤢 🤧 🥵 🥶 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😯 😲 😳 🥺 😦 😨 😰 😥 😢 😭 😱 😖 😞 😓 😩 🥱 😤 😡 😠",
  ),
  group(
    "people",
    "👍 👎 👌 🤏 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝️ ✋ 🤚 🖐️ 🖖 👋 👊 ✊ 🤛 🤜 👏 🙌 👐 🤲 🤝 🙏 ✍️ 💪 👀 👶 🧒 👩 👨 🧑 👵 👴 🤷 🤦 🙋 🙆 🙅 🙇 💁 👪 🚶 🏃 💃",
  ),
  group(
    "nature",
    "🐶 🐱 🐭 🐹 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🦉 🐴 🦄 🐝 🦋 🐌 🐞 🐢 🐍 🐙 🐬 🐳 🐟 🌱 🌳 🌲 🌵 🍀 🍂 🌷 🌹 🌻 🌸 🌍 🌞 🌙 ⭐ ☀️ ⛅ 🌧️ ⚡ ❄️ 🔥 🌈 💧 🌊",
  ),
  group(
    "food",
    "🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥝 🍅 🥑 🥕 🌽 🥔 🍞 🥐 🧀 🥚 🍳 🥞 🥓 🍔 🍟 🍕 🌭 🥪 🌮 🥗 🍝 🍜 🍣 🍚 🍦 🍩 🍪 🎂 🍰 🍫 🍬 ☕ 🍵 🥤 🍺 🍷 🥂",
  ),
  group(
    "activities",
    "⚽ 🏀 🏈 ⚾ 🎾 🏐 🏓 🏸 🥅 ⛳ 🏹 🎣 🥊 🎿 🏂 🏆 🥇 🎯 🎲 🧩 🎮 🎨 🎭 🎤 🎧 🎸 🎹 🚗 🚕 🚌 🚑 🚚 🚲 🛴 🚄 ✈️ 🚀 ⛵ 🏠 🏢 🏥 🏨 🏖️ 🏔️ 🗺️ 🎡",
  ),
  group(
    "objects",
    "⌚ 📱 💻 ⌨️ 🖨️ 📷 📺 ⏰ ⌛ 🔋 🔌 💡 🔦 💰 💳 🧾 💎 🔧 🔨 🧰 🔑 🔒 🚪 🛒 🎁 🎈 🎉 🎊 ✉️ 📦 📮 📄 📎 📌 📅 📈 ✂️ 📚 🔍 🩹 💊 👕 👗 👟 👜 👓",
  ),
  group(
    "symbols",
    "❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💕 💯 ✨ 💥 💬 💤 ✅ ☑️ ✔️ ❌ ❓ ❗ ‼️ ⚠️ 🚫 ♻️ 🆗 🆕 🔝 ➡️ ⬅️ ⬆️ ⬇️ ↩️ 🔄 ➕ ➖ 🔴 🟠 🟡 🟢 🔵 🟣 ⚫ ⚪ 🏁 🚩",
  ),
];

function group(label: EmojiGroup["label"], emojis: string): EmojiGroup {
  return { label, emojis: emojis.split(" ") };
}
