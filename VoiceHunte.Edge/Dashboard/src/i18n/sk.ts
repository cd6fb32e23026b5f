import type { Messages } from '.';

const sk: Messages = {
  // The frame
  'nav': 'Stránky', 'nav.restaurant': 'Reštaurácia', 'nav.engine': 'Strojovňa', 'nav.more': 'Viac',
  'nav.today': 'Dnes', 'nav.reservations': 'Rezervácie', 'nav.messages': 'Odkazy', 'nav.calls': 'Hovory', 'nav.numbers': 'Čísla',
  'nav.money': 'Peniaze', 'nav.voices': 'Hlasy', 'nav.phone': 'Skúšobný telefón', 'nav.state': 'Stav', 'nav.latency': 'Odozva', 'nav.settings': 'Nastavenia',
  'skip': 'Preskočiť na obsah',
  'insecure': 'Toto spojenie nie je šifrované. Používajte prehľad iba v sieti, ktorej dôverujete.',
  'line_live': 'Naživo', 'line_connecting': 'Pripájam…', 'line_stale': 'Nie je naživo',
  'theme_switch': 'Svetlý / tmavý',
  'sign_in': 'Prihlásiť sa', 'sign_out': 'Odhlásiť sa', 'sign_in_about': 'Prehľad telefónu.',
  'token': 'Prístupový token', 'token_hint': 'Zobrazil sa pri nastavovaní zariadenia.', 'token_wrong': 'To nie je správny token.',
  'token_wait': { one: 'Priveľa pokusov. Skúste znova o {n} sekundu.', few: 'Priveľa pokusov. Skúste znova o {n} sekundy.', many: 'Priveľa pokusov. Skúste znova o {n} sekundy.', other: 'Priveľa pokusov. Skúste znova o {n} sekúnd.' },
  'loading': 'Načítavam…', 'retry': 'Skúsiť znova', 'close': 'Zavrieť', 'save': 'Uložiť', 'keep': 'Nechať tak', 'download': 'Stiahnuť', 'reload': 'Obnoviť',
  'not_measured': 'nemerané', 'any': 'Všetko', 'view': 'Zobrazenie', 'outdated': 'Zariadenie bolo aktualizované. Obnovte stránku.',

  // When there is nothing to show
  'empty_none': 'Zatiaľ tu nič nie je', 'empty_try': 'Vyskúšať skúšobný telefón', 'empty_match': 'Nič nezodpovedá', 'empty_match_detail': 'Bez filtrov je toho viac.',
  'clear_filters': 'Zrušiť filtre', 'empty_off': 'Nie je nastavené',
  'empty_reservations': 'Tu budú stoly rezervované na tento deň telefonicky alebo ručne.',
  'empty_messages_open': 'Nikto nečaká na odpoveď.', 'empty_messages': 'Tu budú odkazy od volajúcich.',
  'empty_handed': 'Tu budú hovory prepojené na človeka.', 'empty_guests': 'Tu budú všetci, ktorí zavolajú.',
  'empty_calls': 'Tu bude každý hovor, slovo za slovom.', 'empty_numbers': 'V týchto dňoch neboli hovory.', 'empty_latency': 'V týchto dňoch neboli odpovede.',
  'empty_money': 'V týchto dňoch sa nič neminulo.', 'empty_recordings': 'Tu budú nahrané hovory, ak je nahrávanie zapnuté.',
  'empty_audit': 'Tu bude, kto sa prihlásil a čo si pozrel alebo zmenil.',
  'error_title': 'Nepodarilo sa', 'error_offline_title': 'Zariadenie je nedostupné', 'error_offline': 'Bez spojenia so zariadením.',
  'error_missing': 'Taká stránka neexistuje', 'error_busy': 'Priveľa požiadaviek. Chvíľu počkajte.', 'error_status': 'Zariadenie odpovedalo chybou {status}.',
  'stale_since': 'Údaje sú spred:', 'pager': 'Stránky zoznamu', 'newest': 'Najnovšie', 'newer': 'Novšie', 'older': 'Staršie',
  'found': { one: 'nájdený {n}', few: 'nájdené {n}', many: 'nájdených {n}', other: 'nájdených {n}' },

  // Today
  'answering': 'Telefón odpovedá', 'not_answering': 'Telefón neodpovedá',
  'needs_you': 'Čaká na vás', 'covers_today': 'Hostia dnes', 'calls_today': 'Hovory dnes', 'spent_today': 'Minuté dnes', 'no_limit': 'bez limitu', 'of_limit': '{part} z {limit}',
  'open_messages_n': { one: '{n} odkaz', few: '{n} odkazy', many: '{n} odkazu', other: '{n} odkazov' },
  'failed_bookings_n': { one: '{n} nepodarená rezervácia', few: '{n} nepodarené rezervácie', many: '{n} nepodarenej rezervácie', other: '{n} nepodarených rezervácií' },
  'reservations_n': { one: '{n} rezervácia', few: '{n} rezervácie', many: '{n} rezervácie', other: '{n} rezervácií' },
  'missed_n': { one: '{n} zmeškaný', few: '{n} zmeškané', many: '{n} zmeškaného', other: '{n} zmeškaných' },
  'calls_n': { one: '{n} hovor', few: '{n} hovory', many: '{n} hovoru', other: '{n} hovorov' },
  'guests_n': { one: '{n} hosť', few: '{n} hostia', many: '{n} hosťa', other: '{n} hostí' },
  'seats_n': { one: '{n} miesto', few: '{n} miesta', many: '{n} miesta', other: '{n} miest' },
  'no_reservations': 'Dnes nie sú rezervácie.', 'closed_day': 'V tento deň je zatvorené.', 'tonight': 'Hostia podľa hodín',
  'tonight_summary': {
    one: 'Najplnšie o {time}: {n} hosť, kapacita {capacity}.', few: 'Najplnšie o {time}: {n} hostia, kapacita {capacity}.',
    many: 'Najplnšie o {time}: {n} hosťa, kapacita {capacity}.', other: 'Najplnšie o {time}: {n} hostí, kapacita {capacity}.',
  },
  'tonight_empty': 'Zatiaľ nie je nikto objednaný.', 'guests': 'Hostia', 'capacity': 'Kapacita', 'hour': 'Hodina',
  'live_calls': 'Práve telefonujú', 'live_none': 'Nikto nie je na linke.', 'open_call': 'Otvoriť hovor',

  // Reservations
  'add_reservation': 'Pridať rezerváciu', 'change_reservation': 'Rezervácia', 'cancel_reservation': 'Zrušiť rezerváciu', 'cancel_question': 'Zrušiť túto rezerváciu?',
  'added': 'Rezervácia bola pridaná.', 'saved': 'Uložené.', 'cancelled': 'Rezervácia bola zrušená.',
  'guest': 'Hosť', 'people': 'Osoby', 'table': 'Stôl', 'phone': 'Telefón', 'notes': 'Poznámky', 'source': 'Pôvod', 'name': 'Meno', 'date': 'Dátum', 'time': 'Čas',
  'phone_kept': 'Ak necháte prázdne, zostane {number}.', 'days': 'Dni', 'week_before': 'O týždeň skôr', 'week_after': 'O týždeň neskôr', 'go_to_day': 'Prejsť na', 'seats_taken': 'Obsadené miesta',
  'conflict': 'Medzitým sa zmenila.', 'conflict_now': 'Teraz znie:', 'conflict_take': 'Prevziať', 'conflict_keep': 'Nechať moje', 'history': 'Kto čo zmenil',

  // Messages
  'messages_open': 'Otvorené', 'messages_done': 'Vybavené', 'messages_all': 'Všetky', 'handed_over': 'Prepojené', 'no_name': 'Bez mena',
  'message_done': 'Označené ako vybavené.', 'message_reopened': 'Znova otvorené.', 'mark_done': 'Vybavené', 'reopen': 'Znova otvoriť',
  'why': 'Prečo', 'to': 'Komu', 'result': 'Výsledok', 'search_guests': 'Meno', 'last_seen': 'Naposledy',

  // Calls
  'search_words': 'Slová alebo meno', 'from': 'Od', 'until': 'Do', 'language': 'Jazyk', 'outcome': 'Výsledok', 'caller': 'Volajúci', 'words': 'Slová', 'lasted': 'Trvanie',
  'turns': 'Repliky', 'cost': 'Cena', 'searched_back': 'Prehľadané až po {date}. Staršie pokračuje odtiaľ.', 'withheld': 'skryté číslo',
  'reveal': 'Ukázať celé číslo {number}', 'reveal_title': 'Ukázať celé číslo (zapíše sa to)',
  'call': 'Hovor', 'call_of': 'Hovor {time}', 'view_read': 'Čítať', 'view_inspect': 'Skúmať', 'turns_n': { one: '{n} replika', few: '{n} repliky', many: '{n} repliky', other: '{n} replík' },
  'turn_time': 'Čas do odpovede', 'p95_of': 'p95 {value}', 'interrupted': 'Prerušenia', 'interrupted_note': 'volajúcim', 'no_turns': 'Nič nezaznelo.',
  'heard': 'Počuté', 'understood': 'Pochopené', 'said': 'Povedané', 'not_heard': '(volajúci nepočul)', 'confidence': 'Istota', 'confidence_low': 'neisté:',
  'slot_was': 'predtým', 'link_to_turn': 'Odkaz na túto repliku', 'tool_ok': 'hotovo', 'tool_failed': 'zlyhalo', 'recording': 'Nahrávka', 'usage': 'Čo sa spotrebovalo',

  // Numbers
  'days_n': { one: '{n} deň', few: '{n} dni', many: '{n} dňa', other: '{n} dní' }, 'minutes_n': { one: '{n} minúta', few: '{n} minúty', many: '{n} minúty', other: '{n} minút' },
  'answered_part': 'Zodpovedané', 'bookings': 'Rezervácie',
  'without_human': 'Bez človeka', 'handed_n': { one: '{n} prepojený', few: '{n} prepojené', many: '{n} prepojeného', other: '{n} prepojených' }, 'repeats': 'Pýtal sa znova',
  'corrections_n': { one: '{n} oprava', few: '{n} opravy', many: '{n} opravy', other: '{n} opráv' }, 'low_n': { one: '{n} neistá replika', few: '{n} neisté repliky', many: '{n} neistej repliky', other: '{n} neistých replík' },
  'outcomes_by_day': 'Ako sa hovory skončili', 'outcomes_summary': { one: '{n} hovor; dni podľa {zone}.', few: '{n} hovory; dni podľa {zone}.', many: '{n} hovoru; dni podľa {zone}.', other: '{n} hovorov; dni podľa {zone}.' },
  'languages': 'Jazyky', 'share': 'Podiel', 'intents': 'Čo volajúci chcú', 'intent': 'Želanie', 'succeeded': 'Úspešné',
  'heat_title': 'Kedy volajú', 'heat_summary': 'Najviac hovorov: {day} {hour}; hodiny podľa {zone}.',
  'chart_empty': 'Nič sa nenameralo.', 'chart_keys': 'Šípky čítajú hodnoty.', 'chart_table': 'Ukázať ako tabuľku', 'export': 'Export',
  'export_empty': 'Nie je čo exportovať.',

  // Money
  'money_ok': 'V rámci limitu', 'money_warning': 'Blízko limitu', 'money_over': 'Limit je dosiahnutý', 'spent_month': 'Tento mesiac', 'forecast': 'Predpoveď', 'forecast_note': 'za mesiac pri tomto tempe',
  'per_booking': 'Na rezerváciu', 'unpriced': 'Cena nie je známa pre {models}: ich náklady tu chýbajú.', 'spent_by_day': 'Minuté podľa dní', 'spent_summary': '{sum} v týchto dňoch.',
  'by_model': 'Podľa služby a modelu', 'prices_as_of': 'Ceny k {date}', 'no_prices': 'Bez cenníka', 'no_price': 'bez ceny', 'kind': 'Služba', 'model': 'Model', 'uses': 'Použitia', 'quantities': 'Množstvo',
  'limits_hit': 'Zadržané limitmi', 'limit': 'Limit', 'hits': 'Koľkokrát',

  // Voices
  'voices_about': 'Pomôcka pri telefóne: ktorý hosť asi volá, spomedzi tých, ktorí s tým súhlasili. Kým ju nezapnete, nedeje sa nič.',
  'voices_law': 'Hlas je biometrický údaj. Skôr než to zapnete, potrebujete právny základ, teda výslovný súhlas (GDPR, čl. 9), a posúdenie vplyvu na ochranu údajov. Toto nie je právna rada.',
  'voices_does_title': 'Čo robí',
  'voices_does': 'Raz, po rezervácii, sa spýta, či si môže hlas zapamätať. Platí iba jasné áno.\n'
    + 'Z hlasu uchováva 2 432 čísel, zašifrovaných, v tomto zariadení. Žiadny zvuk.\n'
    + 'Počúva iba vtedy, keď volá číslo, ktoré súhlasilo.\n'
    + 'Ponúkne meno a obvyklý počet hostí, volajúci ich potvrdí.',
  'voices_not_title': 'Čo nerobí',
  'voices_not': 'Nie je to overenie totožnosti: nahrávka hlasu by prešla a príbuzní znejú podobne.\n'
    + 'Nikdy nemení, neruší ani neprezrádza rezerváciu.\n'
    + 'Merané to bolo iba na nahrávkach z toho istého hovoru. Údaje z jedného dňa na druhý nie sú.\n'
    + 'V hluku zostáva väčšinou neisté.',
  'voices_end_title': 'Ako sa to skončí',
  'voices_end': 'Hosť v ktoromkoľvek hovore povie „zabudnite môj hlas“.\n'
    + 'Zabudnete ho tu.\n'
    + '`voicehunte erase NUMBER` vymaže celého hosťa.\n'
    + 'Po 12 mesiacoch zmizne sám.\n'
    + '`VOICE_HINT=off` skončí pýtanie aj počúvanie; čo je uložené, zostáva dovtedy.',
  'voices_off': '`VOICE_HINT` je vypnuté: nikoho sa nepýta a žiadny hlas nepočúva. Zapnete to nastavením `VOICE_HINT=on` a `CALL_MODE=stream` a reštartom zariadenia.',
  'voices_deaf': '`VOICE_HINT` je zapnuté, ale hovory neprichádzajú ako živý zvuk: žiadny hlas sa nepočúva. Treba `CALL_MODE=stream` a `OPENAI_API_KEY`.',
  'voices_none': 'Tu budú hostia, ktorí po rezervácii súhlasia.',
  'voices_agreed': 'Súhlas', 'voices_learned': 'Zatiaľ naučené', 'voices_learned_n': '{part} z {whole}', 'voices_known': 'známy', 'voices_until': 'Uchová sa do', 'voices_wording': 'Znenie',
  'voices_forget': 'Zabudnúť', 'voices_forget_ask': 'Zabudnúť hlas: {name}?', 'voices_forgotten': 'Hlas je zabudnutý.',
  'voices_forget_what': 'Zmizne navždy aj s kľúčom, ktorý ho otvára. Hovory a rezervácie zostanú. Hosťa sa to znova nespýta.',

  // Health and latency
  'check_again': 'Skontrolovať znova', 'all_well': 'Všetko je v poriadku',
  'failed_n': { one: 'Zlyhala {n} časť', few: 'Zlyhali {n} časti', many: 'Zlyhalo {n} časti', other: 'Zlyhalo {n} častí' },
  'warnings_n': { one: '{n} upozornenie', few: '{n} upozornenia', many: '{n} upozornenia', other: '{n} upozornení' },
  'latency_summary': { one: 'p50 {p50}, p95 {p95} z {n} repliky.', few: 'p50 {p50}, p95 {p95} z {n} replík.', many: 'p50 {p50}, p95 {p95} z {n} repliky.', other: 'p50 {p50}, p95 {p95} z {n} replík.' },
  'by_stage': 'Podľa fázy', 'stage': 'Fáza', 'slowest': 'Najpomalšie repliky',

  // Settings
  'this_browser': 'Tento prehliadač', 'theme': 'Vzhľad', 'theme_system': 'Podľa systému', 'theme_light': 'Svetlý', 'theme_dark': 'Tmavý', 'time_zone': 'Časové pásmo reštaurácie',
  'export_about': 'V CSV sa bunka, ktorú by tabuľka brala ako vzorec, aj telefónne číslo, začína apostrofom. JSON má presné hodnoty.',
  'access': 'Prístup', 'access_about': 'Ak token mohol vidieť niekto iný, odhláste všetkých a nastavte nový.', 'sign_out_all': 'Odhlásiť všetkých',
  'about': 'O programe', 'licences': 'Vytvorené s:', 'recordings': 'Nahrávky', 'audit': 'Záznam úkonov', 'size': 'Veľkosť', 'expires': 'Zmaže sa', 'kept': 'ponechané',
  'what': 'Čo', 'subject': 'Čoho', 'detail': 'Podrobnosti', 'address': 'Adresa',

  // Test phone
  'phone_about': 'Hovorte so zariadením ako volajúci. Skutočný hovor sa nekoná a operátor nič neúčtuje.',
  'ring_from': 'Číslo, ktoré volá', 'ring_from_hint': 'Prázdne: číslo je skryté.', 'keep_bookings': 'Ponechať rezervácie a odkazy z tohto hovoru', 'read_aloud': 'Čítať odpovede nahlas (hlas prehliadača)',
  'ring': 'Zavolať', 'hang_up': 'Zložiť', 'new_call': 'Nový hovor', 'kept_note': 'Rezervácie z tohto hovoru sú skutočné.', 'not_kept_note': 'Z tohto hovoru sa nič neponechá.', 'call_ended': 'Hovor sa skončil.',
  'you': 'Vy', 'thinking': 'Moment…', 'would_dial': 'Teraz by zavolal na {number}', 'say_something': 'Povedzte niečo', 'send': 'Povedať', 'speak': 'Hovoriť', 'stop_listening': 'Stop', 'keypad': 'Klávesy',
  'mic_insecure': 'Mikrofón potrebuje šifrované spojenie (HTTPS). Písať možno.', 'mic_unsupported': 'Tento prehliadač nerozpoznáva reč. Písať možno.',
  'mic_about': 'Mikrofón používa rozpoznávanie reči prehliadača, ktoré môže zvuk posielať jeho výrobcovi.', 'mic_failed': 'Mikrofón nefungoval: {reason}.',

  // Words of the appliance
  'outcome.booked': 'Rezervované', 'outcome.changed': 'Zmenené', 'outcome.cancelled': 'Zrušené', 'outcome.answered': 'Zodpovedané', 'outcome.transferred': 'Prepojené',
  'outcome.message': 'Odkaz', 'outcome.missed': 'Zmeškané', 'outcome.failed': 'Zlyhalo', 'outcome.live': 'Na linke',
  'live.ringing': 'Zvoní', 'live.listening': 'Počúva', 'live.thinking': 'Premýšľa', 'live.speaking': 'Hovorí', 'live.transferring': 'Prepája',
  'mode.gather': 'po replikách', 'mode.relay': 'relay', 'mode.stream': 'živý zvuk', 'mode.text': 'textom',
  'ladder.realtime': 'reč na reč', 'ladder.pipeline': 'prepis a reč', 'ladder.gather': 'po replikách',
  'reason.draining': 'Práve sa vypína.', 'reason.not_configured': 'Ešte nie je nastavený.', 'reason.over_limit': 'Limit výdavkov je dosiahnutý: iba pevné frázy.',
  'reason.model_failing': 'Model neodpovedá: iba pevné frázy.', 'reason.speech_failing': 'Hlas nefunguje.', 'reason.database_failing': 'Databáza nefunguje.', 'reason.disk_full': 'Disk je plný.',
  'intent.create_reservation': 'rezervovať stôl', 'intent.update_reservation': 'zmeniť rezerváciu', 'intent.cancel_reservation': 'zrušiť rezerváciu', 'intent.menu_question': 'otázka o jedálnom lístku',
  'intent.hours_info': 'otváracie hodiny', 'intent.transfer': 'hovoriť s človekom', 'intent.goodbye': 'rozlúčka', 'intent.generic': 'niečo iné',
  'slot.date': 'dátum', 'slot.time': 'čas', 'slot.people': 'osoby', 'slot.name': 'meno', 'slot.phone': 'telefón', 'slot.notes': 'poznámky', 'slot.number': 'číslo', 'slot.status': 'stav',
  'slot.reservation_id': 'rezervácia', 'slot.answer': 'odpoveď', 'slot.language': 'jazyk', 'slot.starts_at': 'čas', 'slot.tables': 'stoly',
  'stage.transcribe': 'prepis', 'stage.understand': 'porozumenie', 'stage.rules': 'pravidlá', 'stage.store': 'zápis na disk', 'stage.model': 'model', 'stage.tool': 'nástroj', 'stage.speech': 'reč', 'stage.turn': 'celá replika',
  'source.model': 'model', 'source.rules': 'pravidlá', 'source.phrase': 'pevná fráza', 'source.realtime': 'reč na reč',
  'kind.chat': 'Jazykový model', 'kind.speech': 'Hlas', 'kind.transcription': 'Prepis', 'kind.realtime': 'Reč na reč', 'kind.telephony': 'Telefonovanie', 'kind.recording': 'Nahrávanie',
  'quantity.input_tokens': 'tokenov dnu', 'quantity.cached_tokens': 'tokenov z pamäte', 'quantity.output_tokens': 'tokenov von', 'quantity.characters': 'znakov', 'quantity.seconds': 'sekúnd', 'quantity.minutes': 'minút',
  'quantity.prompt_tokens': 'tokenov dnu', 'quantity.completion_tokens': 'tokenov von', 'quantity.input_text_tokens': 'textových tokenov dnu', 'quantity.input_audio_tokens': 'zvukových tokenov dnu', 'quantity.input_image_tokens': 'obrazových tokenov dnu',
  'quantity.cached_text_tokens': 'textových tokenov z pamäte', 'quantity.cached_audio_tokens': 'zvukových tokenov z pamäte', 'quantity.cached_image_tokens': 'obrazových tokenov z pamäte', 'quantity.output_text_tokens': 'textových tokenov von', 'quantity.output_audio_tokens': 'zvukových tokenov von',
  'voice': 'hlas', 'voice.likely': 'pravdepodobne', 'voice.unsure': 'neisté', 'voice.unknown': 'neznámy', 'audio.caller': 'Volajúci', 'audio.answer': 'Odpoveď', 'audio.call': 'Celý hovor', 'message.open': 'otvorený', 'message.done': 'vybavený',
  'by.phone': 'telefón', 'by.dashboard': 'ručne', 'by.command': 'príkazový riadok', 'action.created': 'vytvorené', 'action.changed': 'zmenené', 'action.cancelled': 'zrušené',
  'dial.completed': 'dohovorené', 'dial.busy': 'obsadené', 'dial.no-answer': 'nikto nezdvihol', 'dial.failed': 'zlyhalo', 'dial.canceled': 'zložené', 'dial.unknown': 'neznáme',
  'why.asked': 'želal si to', 'why.key': 'stlačil kláves', 'why.stuck': 'uviazol', 'why.too_many_turns': 'priveľa replík', 'why.model': 'rozhodol model',
  'state.ok': 'v poriadku', 'state.warning': 'upozornenie', 'state.failed': 'zlyhalo', 'state.unused': 'nepoužíva sa',
  'recording.in-progress': 'nahráva sa', 'recording.completed': 'prenáša sa sem', 'recording.stored': 'uložená', 'recording.absent': 'nič sa nenahralo', 'recording.failed': 'chyba v Twiliu', 'recording.lost': 'stratená', 'audit.recording link made': 'vytvorený odkaz na nahrávku',
  'erase': 'Vymazať', 'erase_guest': 'Vymazať: {name}?', 'erase_what': 'Hovory, slová, odkazy a nahrávky zmiznú navždy, tu aj v Twilio. Rezervácie ostanú ako obsadené miesta bez mena. Nedá sa to vrátiť.',
  'erased': 'Vymazané. Potvrdenie {id}', 'privacy': 'Čo sa uchováva', 'audit.guest erased': 'hosť vymazaný', 'audit.guest exported': 'údaje hosťa exportované', 'audit.voice forgotten': 'hlas zabudnutý',
  'audit.log in': 'prihlásenie', 'audit.log in refused': 'odmietnuté prihlásenie', 'audit.log out': 'odhlásenie', 'audit.log all out': 'odhlásenie všetkých', 'audit.number shown': 'ukázané číslo', 'audit.export': 'export',
  'audit.reservation booked': 'nová rezervácia', 'audit.reservation changed': 'zmenená rezervácia', 'audit.reservation cancelled': 'zrušená rezervácia', 'audit.message open': 'odkaz znova otvorený', 'audit.message done': 'odkaz vybavený',
  'part.settings': 'Nastavenia', 'part.restaurant': 'Reštaurácia', 'part.data': 'Priečinok dát', 'part.disk': 'Disk', 'part.database': 'Databáza', 'part.backups': 'Zálohy', 'part.openai': 'OpenAI', 'part.twilio': 'Twilio', 'part.number': 'Telefónne číslo', 'part.public url': 'Verejná adresa',
};

export default sk;
