/** A line each: the sign, what it is called in English, and in German. Other words to find it by follow the name. */
export const FACES = `
😀 grinning face, smile happy | grinsen, lachen froh
😃 smiling with open mouth, happy joy | lachen mit offenem Mund, froh
😄 smiling eyes, happy laugh | lachende Augen, froh
😁 beaming face, grin teeth | strahlen, grinsen Zähne
😆 laughing hard, haha squint | laut lachen, haha
😅 relieved laugh, sweat phew | erleichtert lachen, Schweiß puh
🤣 rolling with laughter, rofl lol | vor Lachen kugeln, lol
😂 tears of joy, laugh lol cry | Freudentränen, lachen
🙂 slight smile, friendly | leicht lächeln, freundlich
🙃 upside down, silly irony | auf dem Kopf, Ironie
😉 wink, joke | zwinkern, Scherz
😊 blush, smile warm thanks | erröten, lächeln danke
😇 halo, angel innocent | Heiligenschein, Engel unschuldig
🥰 in love, hearts adore | verliebt, Herzen
😍 heart eyes, love wow | Herzaugen, Liebe
🤩 star-struck, excited wow | begeistert, Sterne
😘 blowing a kiss, love | Kuss zuwerfen, Liebe
😋 yummy, tasty tongue | lecker, Zunge
😛 tongue out, playful | Zunge raus, frech
😜 winking with tongue, crazy | zwinkern mit Zunge, verrückt
🤗 hug, thanks welcome | umarmen, danke willkommen
🤭 hand over mouth, oops giggle | Hand vor dem Mund, ups kichern
🤫 hush, quiet secret | pst, leise geheim
🤔 thinking, hmm question | nachdenken, hm Frage
🫡 salute, yes sir understood | salutieren, verstanden jawohl
🤐 zipped mouth, silent | Mund zu, schweigen
😐 neutral, meh | neutral, naja
😑 expressionless, blank | ausdruckslos
😶 no mouth, speechless | ohne Mund, sprachlos
😏 smirk, sly | schmunzeln, schelmisch
😒 unamused, annoyed | genervt, unzufrieden
🙄 rolling eyes, annoyed | Augen rollen, genervt
😬 grimace, awkward | Grimasse, unangenehm
😌 relieved, calm | erleichtert, ruhig
😔 pensive, sad sorry | bedrückt, traurig
😴 sleeping, tired zzz | schlafen, müde
😪 sleepy, tired | schläfrig, müde
😷 mask, ill doctor | Maske, krank
🤒 fever, ill thermometer | Fieber, krank
🤕 bandage, hurt | Verband, verletzt
🤢 nauseated, sick | übel, krank
🤧 sneezing, cold tissue | niesen, Schnupfen
🥵 hot, heat | heiß, Hitze
🥶 cold, freezing | kalt, frieren
😵 dizzy, overwhelmed | schwindelig, überfordert
🤯 mind blown, wow | Kopf explodiert, wow
🥳 party, celebrate birthday | feiern, Party Geburtstag
😎 cool, sunglasses | cool, Sonnenbrille
🤓 nerd, glasses | Streber, Brille
🧐 monocle, examine check | Monokel, prüfen
😕 confused, unsure | verwirrt, unsicher
😟 worried, concern | besorgt
🙁 slight frown, sad | leicht traurig
😮 open mouth, surprised oh | erstaunt, oh
😲 astonished, wow | verblüfft, wow
😳 flushed, embarrassed | verlegen, peinlich
🥺 pleading, please | bittend, bitte
😢 crying, sad tear | weinen, traurig Träne
😭 sobbing, very sad | heulen, sehr traurig
😤 steam from nose, frustrated | schnauben, frustriert
😠 angry, mad | verärgert, böse
😡 furious, rage | wütend
🤬 swearing, angry | fluchen, wütend
😱 screaming, fear shock | schreien, Angst Schock
😨 fearful, scared | ängstlich
😰 anxious, cold sweat | bange, Angstschweiß
😓 downcast with sweat, work | bedrückt, Schweiß
😩 weary, tired | erschöpft, müde
🥱 yawning, bored tired | gähnen, müde langweilig
😞 disappointed, sad sorry | enttäuscht, traurig
💀 skull, dead | Totenkopf
👻 ghost, boo | Geist, buh
👽 alien, space | Außerirdischer
🤖 robot, bot | Roboter, Bot
💩 pile of poo, bad | Kothaufen
`;
