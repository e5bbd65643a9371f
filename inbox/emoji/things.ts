export const NATURE = `
🐶 dog, pet | Hund, Haustier
🐱 cat, pet | Katze, Haustier
🐭 mouse | Maus
🐰 rabbit, bunny easter | Hase, Ostern
🦊 fox | Fuchs
🐻 bear | Bär
🐼 panda | Panda
🦁 lion | Löwe
🐮 cow | Kuh
🐷 pig | Schwein
🐸 frog | Frosch
🐵 monkey | Affe
🐔 chicken | Huhn
🐧 penguin | Pinguin
🐦 bird | Vogel
🦉 owl, wise | Eule, weise
🦄 unicorn, magic | Einhorn, Magie
🐝 bee, busy | Biene, fleißig
🦋 butterfly | Schmetterling
🐢 turtle, slow | Schildkröte, langsam
🐟 fish | Fisch
🐳 whale | Wal
🌸 blossom, spring flower | Kirschblüte, Frühling
🌹 rose, flower | Rose, Blume
🌻 sunflower | Sonnenblume
🌷 tulip, spring | Tulpe, Frühling
💐 bouquet, flowers thanks | Blumenstrauß, danke
🌱 seedling, grow | Keimling, wachsen
🌲 tree, forest | Tanne, Wald
🍀 four leaf clover, luck | Kleeblatt, Glück
🍁 maple leaf, autumn | Ahornblatt, Herbst
🌍 earth, world | Erde, Welt
🌙 moon, night | Mond, Nacht
☀️ sun, weather summer | Sonne, Wetter Sommer
⛅ sun behind cloud, weather | Sonne hinter Wolke, Wetter
☁️ cloud, weather | Wolke, Wetter
🌧️ rain, weather | Regen, Wetter
⛈️ thunderstorm, weather | Gewitter, Wetter
❄️ snowflake, cold winter | Schneeflocke, Winter kalt
⛄ snowman, winter | Schneemann, Winter
🌈 rainbow | Regenbogen
🌊 wave, sea | Welle, Meer
`;
export const FOOD = `
🍎 apple, fruit | Apfel, Obst
🍊 orange, fruit | Orange, Obst
🍋 lemon, fruit | Zitrone, Obst
🍌 banana, fruit | Banane, Obst
🍇 grapes, fruit | Trauben, Obst
🍓 strawberry, fruit | Erdbeere, Obst
🍒 cherries, fruit | Kirschen, Obst
🍍 pineapple, fruit | Ananas, Obst
🥑 avocado | Avocado
🍅 tomato | Tomate
🥕 carrot | Karotte
🥖 baguette, bread | Baguette, Brot
🍞 bread | Brot
🧀 cheese | Käse
🥚 egg | Ei
🍔 burger | Burger
🍟 fries | Pommes
🍕 pizza | Pizza
🌮 taco | Taco
🥗 salad | Salat
🍝 pasta, spaghetti | Nudeln, Spaghetti
🍣 sushi | Sushi
🍦 ice cream | Eis
🍩 doughnut | Donut
🍪 cookie, biscuit | Keks
🎂 birthday cake | Geburtstagskuchen
🍰 cake | Kuchen, Torte
🍫 chocolate | Schokolade
☕ coffee, tea hot | Kaffee, Tee
🍵 tea | Tee
🍺 beer | Bier
🍷 wine | Wein
🥂 clinking glasses, cheers | anstoßen, Prost
🍾 champagne, celebrate | Sekt, feiern
🥤 cup with straw, drink | Becher, Getränk
`;
export const PLACES = `
🏠 house, home | Haus, Zuhause
🏢 office, building | Büro, Gebäude
🏪 shop, store | Laden, Geschäft
🏭 factory | Fabrik
🏥 hospital | Krankenhaus
🏦 bank | Bank
🏨 hotel | Hotel
🏫 school | Schule
🏖️ beach, holiday | Strand, Urlaub
🏔️ mountain | Berg
🗺️ map, world | Karte, Welt
📍 pin, place here | Ort, hier
🚗 car | Auto
🚕 taxi | Taxi
🚌 bus | Bus
🚲 bicycle | Fahrrad
🛵 scooter | Roller
🚆 train | Zug
🚇 metro, underground | U-Bahn
✈️ aeroplane, flight | Flugzeug, Flug
🚀 rocket, launch fast | Rakete, Start schnell
🚢 ship | Schiff
🚚 delivery van, shipping parcel | Lieferwagen, Lieferung Versand
⛽ fuel | Tankstelle
🚦 traffic light | Ampel
⏰ alarm clock, time | Wecker, Zeit
⌛ hourglass, wait | Sanduhr, warten
⏳ hourglass running, wait | laufende Sanduhr, warten
🕐 clock, one time | Uhr, Zeit
📅 calendar, date | Kalender, Datum
`;
export const OBJECTS = `
🎉 party popper, congratulations | Konfetti, Glückwunsch
🎊 confetti ball, celebrate | Konfettiball, feiern
🎁 gift, present | Geschenk
🎈 balloon, birthday | Luftballon, Geburtstag
🎄 Christmas tree | Weihnachtsbaum
🏆 trophy, winner | Pokal, Sieger
🥇 gold medal, first | Goldmedaille, erste
⚽ football, soccer | Fußball
🏀 basketball | Basketball
🎾 tennis | Tennis
🎮 game, controller | Spiel, Controller
🎲 dice, game | Würfel, Spiel
🎯 bullseye, target goal | Treffer, Ziel
🎵 music note | Musiknote
🎧 headphones, support | Kopfhörer, Support
🎤 microphone | Mikrofon
🎬 film, video | Film, Video
📷 camera, photo | Kamera, Foto
📱 mobile phone | Handy, Telefon
☎️ telephone, call | Telefon, Anruf
📞 receiver, call | Hörer, Anruf
💻 laptop, computer | Laptop, Computer
🖥️ screen, computer | Bildschirm, Computer
🖨️ printer | Drucker
⌨️ keyboard | Tastatur
🔋 battery | Batterie, Akku
🔌 plug, power | Stecker, Strom
🔍 magnifying glass, search | Lupe, suchen
🔑 key, password | Schlüssel, Passwort
🔒 locked, secure | Schloss, sicher
🔓 unlocked, open | offenes Schloss
🔧 wrench, repair settings | Schraubenschlüssel, Reparatur
🔨 hammer, build | Hammer, bauen
⚙️ gear, settings | Zahnrad, Einstellungen
🧰 toolbox | Werkzeugkasten
🔗 link, chain | Link, Kette
📎 paperclip, attachment | Büroklammer, Anhang
📌 pushpin, important | Reißzwecke, wichtig
✂️ scissors, cut | Schere, schneiden
📝 memo, note write | Notiz, schreiben
📄 page, document | Seite, Dokument
📃 document, list | Dokument, Liste
📁 folder, files | Ordner, Dateien
📊 bar chart, statistics | Diagramm, Statistik
📈 rising chart, growth | steigende Kurve, Wachstum
📉 falling chart | fallende Kurve
📚 books, manual | Bücher, Handbuch
📧 e-mail, message | E-Mail, Nachricht
✉️ envelope, letter | Umschlag, Brief
📨 incoming envelope, mail | eingehender Brief, Post
📦 parcel, package order | Paket, Bestellung
🛒 shopping cart, buy order | Einkaufswagen, kaufen Bestellung
🛍️ shopping bags | Einkaufstaschen
💳 credit card, pay | Kreditkarte, bezahlen
💰 money bag | Geldsack
💶 euro notes, money | Euroscheine, Geld
💵 dollar notes, money | Dollarscheine, Geld
🧾 receipt, invoice | Quittung, Rechnung
🏷️ price tag, label | Preisschild, Etikett
🔔 bell, reminder | Glocke, Erinnerung
🔕 no bell, silent | Glocke aus, stumm
📢 loudspeaker, announcement | Lautsprecher, Ankündigung
🗑️ bin, delete | Papierkorb, löschen
👕 T-shirt, clothes | T-Shirt, Kleidung
👗 dress, clothes | Kleid, Kleidung
👟 shoe, trainers | Schuh, Turnschuh
👜 handbag | Handtasche
🕶️ sunglasses | Sonnenbrille
💍 ring | Ring
💊 pill, medicine | Tablette, Medizin
🛏️ bed | Bett
🛋️ sofa | Sofa
🚿 shower | Dusche
🧹 broom, clean | Besen, putzen
`;
