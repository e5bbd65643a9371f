export const PEOPLE = `
👋 waving hand, hello bye | winken, hallo tschüss
🤚 raised back of hand, stop | Handrücken
✋ raised hand, stop high five | Hand heben, stopp
👌 ok hand, perfect fine | okay, perfekt gut
🤌 pinched fingers, what | Fingerspitzen, was
✌️ victory, peace two | Sieg, Frieden zwei
🤞 crossed fingers, luck hope | Daumen drücken, Glück
🤟 love you, gesture | ich liebe dich, Geste
🤙 call me, phone | ruf mich an, Telefon
👈 pointing left | nach links zeigen
👉 pointing right | nach rechts zeigen
👆 pointing up, above | nach oben zeigen
👇 pointing down, below | nach unten zeigen
☝️ index finger up, one attention | Zeigefinger, eins Achtung
👍 thumbs up, yes good like | Daumen hoch, ja gut
👎 thumbs down, no bad | Daumen runter, nein schlecht
✊ raised fist, power | Faust, Kraft
👊 fist bump, punch | Faustgruß
👏 clapping, applause bravo | klatschen, Applaus bravo
🙌 raised hands, hooray | Hände hoch, hurra
🫶 heart hands, love thanks | Herz aus Händen, Liebe danke
👐 open hands, hug | offene Hände
🤲 palms up, please | Handflächen, bitte
🤝 handshake, deal agreed | Händedruck, abgemacht
🙏 folded hands, please thanks sorry | gefaltete Hände, bitte danke
✍️ writing, sign | schreiben, unterschreiben
💪 strong arm, muscle | starker Arm, Muskel
👀 eyes, look see | Augen, schauen
🧠 brain, smart | Gehirn, klug
👤 person, user silhouette | Person, Benutzer
👥 people, team users | Personen, Team
👶 baby, child | Baby, Kind
🧑 person, adult | Person, Erwachsene
👩 woman | Frau
👨 man | Mann
🧓 older person | ältere Person
🙋 raising hand, question me | sich melden, Frage
🤷 shrug, do not know | Schulterzucken, keine Ahnung
🤦 facepalm, oh no | Hand vors Gesicht, oh nein
🙅 no gesture, forbidden | nein, verboten
🙆 ok gesture, fine | okay, Geste
💁 tipping hand, information | Auskunft, Hilfe
🧑‍💻 person at computer, developer work | am Computer, Entwicklung Arbeit
🧑‍🔧 mechanic, repair | Mechaniker, Reparatur
🧑‍🍳 cook, kitchen | Koch, Küche
🏃 running, hurry | laufen, eilig
🚶 walking | gehen
💃 dancing, party | tanzen, Party
`;
export const SIGNS = `
❤️ red heart, love | rotes Herz, Liebe
🧡 orange heart | oranges Herz
💛 yellow heart | gelbes Herz
💚 green heart | grünes Herz
💙 blue heart | blaues Herz
💜 purple heart | lila Herz
🖤 black heart | schwarzes Herz
🤍 white heart | weißes Herz
💔 broken heart, sad | gebrochenes Herz, traurig
💕 two hearts, love | zwei Herzen, Liebe
💯 hundred, perfect full | hundert, perfekt
💥 boom, collision | Knall
✨ sparkles, new clean | Funkeln, neu sauber
⭐ star, favourite | Stern, Favorit
🌟 glowing star, great | leuchtender Stern, toll
🔥 fire, hot great | Feuer, heiß
💡 light bulb, idea | Glühbirne, Idee
💬 speech bubble, message chat | Sprechblase, Nachricht
💭 thought bubble | Gedankenblase
✅ check mark, done yes | Häkchen, erledigt ja
☑️ checked box, done | Kästchen, erledigt
✔️ tick, done right | Haken, richtig
❌ cross, no wrong | Kreuz, nein falsch
❓ question mark | Fragezeichen
❗ exclamation mark, important | Ausrufezeichen, wichtig
⚠️ warning, attention | Warnung, Achtung
🚫 forbidden, no | verboten, nein
⛔ no entry, stop | kein Zutritt, stopp
♻️ recycling, again | Recycling, wieder
🔴 red circle | roter Kreis
🟠 orange circle | oranger Kreis
🟡 yellow circle | gelber Kreis
🟢 green circle, available | grüner Kreis, verfügbar
🔵 blue circle | blauer Kreis
⚫ black circle | schwarzer Kreis
⚪ white circle | weißer Kreis
➡️ right arrow, next | Pfeil nach rechts, weiter
⬅️ left arrow, back | Pfeil nach links, zurück
⬆️ up arrow | Pfeil nach oben
⬇️ down arrow | Pfeil nach unten
🔄 circling arrows, again reload | kreisende Pfeile, neu laden
➕ plus, add | Plus, hinzufügen
➖ minus, less | Minus, weniger
ℹ️ information | Information
🆗 ok button | OK-Zeichen
🆕 new button | Neu-Zeichen
🆓 free button | Gratis-Zeichen, kostenlos
🔝 top arrow | Top-Pfeil
©️ copyright | Copyright
®️ registered | eingetragen
™️ trade mark | Marke
`;
