import type { Messages } from '.';

const uk: Messages = {
  // The frame
  'nav': 'Сторінки', 'nav.restaurant': 'Ресторан', 'nav.engine': 'Машинне відділення', 'nav.more': 'Ще',
  'nav.today': 'Сьогодні', 'nav.reservations': 'Броні', 'nav.messages': 'Повідомлення', 'nav.calls': 'Дзвінки', 'nav.numbers': 'Цифри',
  'nav.money': 'Гроші', 'nav.voices': 'Голоси', 'nav.phone': 'Пробний телефон', 'nav.state': 'Стан', 'nav.latency': 'Затримки', 'nav.settings': 'Налаштування',
  'skip': 'До змісту',
  'insecure': 'З\'єднання не зашифроване. Користуйтеся панеллю лише в мережі, якій довіряєте.',
  'line_live': 'На зв\'язку', 'line_connecting': 'З\'єднання…', 'line_stale': 'Немає зв\'язку',
  'theme_switch': 'Світла / темна',
  'sign_in': 'Увійти', 'sign_out': 'Вийти', 'sign_in_about': 'Панель телефону.',
  'token': 'Ключ доступу', 'token_hint': 'Його показали під час налаштування пристрою.', 'token_wrong': 'Це не той ключ.',
  'token_wait': {
    one: 'Забагато спроб. Повторіть через {n} секунду.', few: 'Забагато спроб. Повторіть через {n} секунди.',
    many: 'Забагато спроб. Повторіть через {n} секунд.', other: 'Забагато спроб. Повторіть через {n} секунди.',
  },
  'loading': 'Завантаження…', 'retry': 'Повторити', 'close': 'Закрити', 'save': 'Зберегти', 'keep': 'Залишити як є', 'download': 'Завантажити', 'reload': 'Оновити',
  'not_measured': 'не виміряно', 'any': 'Будь-який', 'view': 'Вигляд', 'outdated': 'Пристрій оновився. Оновіть сторінку.',

  // When there is nothing to show
  'empty_none': 'Поки нічого немає', 'empty_try': 'Спробувати пробний телефон', 'empty_match': 'Нічого не знайдено', 'empty_match_detail': 'Без фільтрів знайдеться більше.',
  'clear_filters': 'Скинути фільтри', 'empty_off': 'Не налаштовано',
  'empty_reservations': 'Тут будуть столики, замовлені на цей день телефоном або вручну.',
  'empty_messages_open': 'Ніхто не чекає на відповідь.', 'empty_messages': 'Тут будуть повідомлення від тих, хто дзвонив.',
  'empty_handed': 'Тут будуть дзвінки, переведені на людину.', 'empty_guests': 'Тут будуть усі, хто подзвонить.',
  'empty_calls': 'Тут буде кожен дзвінок, слово за словом.', 'empty_numbers': 'У ці дні дзвінків не було.', 'empty_latency': 'У ці дні відповідей не було.',
  'empty_money': 'У ці дні нічого не витрачено.', 'empty_recordings': 'Тут будуть записи дзвінків, якщо запис увімкнено.',
  'empty_audit': 'Тут буде видно, хто входив і що дивився чи змінював.',
  'error_title': 'Не вийшло', 'error_offline_title': 'Пристрій недоступний', 'error_offline': 'Немає зв\'язку з пристроєм.',
  'error_missing': 'Такої сторінки немає', 'error_busy': 'Забагато запитів. Зачекайте трохи.', 'error_status': 'Пристрій відповів помилкою {status}.',
  'stale_since': 'Дані отримано', 'pager': 'Сторінки списку', 'newest': 'Найновіші', 'newer': 'Новіші', 'older': 'Старіші',
  'found': { one: 'знайдено {n}', few: 'знайдено {n}', many: 'знайдено {n}', other: 'знайдено {n}' },

  // Today
  'answering': 'Телефон відповідає', 'not_answering': 'Телефон не відповідає',
  'needs_you': 'Чекає на вас', 'covers_today': 'Гостей сьогодні', 'calls_today': 'Дзвінків сьогодні', 'spent_today': 'Витрачено сьогодні', 'no_limit': 'без ліміту', 'of_limit': '{part} від {limit}',
  'open_messages_n': { one: '{n} повідомлення', few: '{n} повідомлення', many: '{n} повідомлень', other: '{n} повідомлення' },
  'failed_bookings_n': { one: '{n} невдала бронь', few: '{n} невдалі броні', many: '{n} невдалих броней', other: '{n} невдалої броні' },
  'reservations_n': { one: '{n} бронь', few: '{n} броні', many: '{n} броней', other: '{n} броні' },
  'missed_n': { one: '{n} пропущений', few: '{n} пропущені', many: '{n} пропущених', other: '{n} пропущеного' },
  'calls_n': { one: '{n} дзвінок', few: '{n} дзвінки', many: '{n} дзвінків', other: '{n} дзвінка' },
  'guests_n': { one: '{n} гість', few: '{n} гості', many: '{n} гостей', other: '{n} гостя' },
  'seats_n': { one: '{n} місце', few: '{n} місця', many: '{n} місць', other: '{n} місця' },
  'no_reservations': 'На сьогодні броней немає.', 'closed_day': 'Цього дня зачинено.', 'tonight': 'Гості за годинами',
  'tonight_summary': {
    one: 'Найповніше о {time}: {n} гість, місць {capacity}.', few: 'Найповніше о {time}: {n} гості, місць {capacity}.',
    many: 'Найповніше о {time}: {n} гостей, місць {capacity}.', other: 'Найповніше о {time}: {n} гостя, місць {capacity}.',
  },
  'tonight_empty': 'Поки ніхто не записаний.', 'guests': 'Гості', 'capacity': 'Місткість', 'hour': 'Година',
  'live_calls': 'Зараз на телефоні', 'live_none': 'На лінії нікого.', 'open_call': 'Відкрити дзвінок',

  // Reservations
  'add_reservation': 'Додати бронь', 'change_reservation': 'Бронь', 'cancel_reservation': 'Скасувати бронь', 'cancel_question': 'Скасувати цю бронь?',
  'added': 'Бронь додано.', 'saved': 'Збережено.', 'cancelled': 'Бронь скасовано.',
  'guest': 'Гість', 'people': 'Осіб', 'table': 'Стіл', 'phone': 'Телефон', 'notes': 'Нотатки', 'source': 'Звідки', 'name': 'Ім\'я', 'date': 'Дата', 'time': 'Час',
  'phone_kept': 'Якщо залишити порожнім, лишиться {number}.', 'days': 'Дні', 'week_before': 'На тиждень раніше', 'week_after': 'На тиждень пізніше', 'go_to_day': 'Перейти до', 'seats_taken': 'Зайнято місць',
  'conflict': 'Тим часом бронь змінили.', 'conflict_now': 'Тепер у ній:', 'conflict_take': 'Прийняти', 'conflict_keep': 'Залишити моє', 'history': 'Хто що змінював',

  // Messages
  'messages_open': 'Відкриті', 'messages_done': 'Виконані', 'messages_all': 'Усі', 'handed_over': 'Переведені', 'no_name': 'Без імені',
  'message_done': 'Позначено як виконане.', 'message_reopened': 'Знову відкрито.', 'mark_done': 'Готово', 'reopen': 'Відкрити знову',
  'why': 'Чому', 'to': 'Кому', 'result': 'Підсумок', 'search_guests': 'Ім\'я', 'last_seen': 'Востаннє',

  // Calls
  'search_words': 'Слова або ім\'я', 'from': 'Від', 'until': 'До', 'language': 'Мова', 'outcome': 'Підсумок', 'caller': 'Хто дзвонив', 'words': 'Слова', 'lasted': 'Тривав',
  'turns': 'Репліки', 'cost': 'Ціна', 'searched_back': 'Переглянуто до {date}. «Старіші» продовжить звідти.', 'withheld': 'номер приховано',
  'reveal': 'Показати весь номер {number}', 'reveal_title': 'Показати весь номер (це записується)',
  'call': 'Дзвінок', 'call_of': 'Дзвінок {time}', 'view_read': 'Читати', 'view_inspect': 'Розбирати', 'turns_n': { one: '{n} репліка', few: '{n} репліки', many: '{n} реплік', other: '{n} репліки' },
  'turn_time': 'Час до відповіді', 'p95_of': 'p95 {value}', 'interrupted': 'Перебито', 'interrupted_note': 'тим, хто дзвонив', 'no_turns': 'Нічого не було сказано.',
  'heard': 'Почуто', 'understood': 'Зрозуміло', 'said': 'Сказано', 'not_heard': '(цього не почули)', 'confidence': 'Певність', 'confidence_low': 'непевно:',
  'slot_was': 'було', 'link_to_turn': 'Посилання на цю репліку', 'tool_ok': 'зроблено', 'tool_failed': 'не вдалося', 'recording': 'Запис', 'usage': 'Що витрачено',

  // Numbers
  'days_n': { one: '{n} день', few: '{n} дні', many: '{n} днів', other: '{n} дня' }, 'minutes_n': { one: '{n} хвилина', few: '{n} хвилини', many: '{n} хвилин', other: '{n} хвилини' },
  'answered_part': 'Відповіли', 'bookings': 'Броні',
  'without_human': 'Без людини', 'handed_n': { one: '{n} переведений', few: '{n} переведені', many: '{n} переведених', other: '{n} переведеного' }, 'repeats': 'Перепитано',
  'corrections_n': { one: '{n} виправлення', few: '{n} виправлення', many: '{n} виправлень', other: '{n} виправлення' },
  'low_n': { one: '{n} непевна репліка', few: '{n} непевні репліки', many: '{n} непевних реплік', other: '{n} непевної репліки' },
  'outcomes_by_day': 'Чим закінчувалися дзвінки', 'outcomes_summary': { one: '{n} дзвінок; дні за {zone}.', few: '{n} дзвінки; дні за {zone}.', many: '{n} дзвінків; дні за {zone}.', other: '{n} дзвінка; дні за {zone}.' },
  'languages': 'Мови', 'share': 'Частка', 'intents': 'Чого хочуть', 'intent': 'Бажання', 'succeeded': 'Вдалося',
  'heat_title': 'Коли дзвонять', 'heat_summary': 'Найбільше дзвінків: {day} {hour}; години за {zone}.',
  'chart_empty': 'Нічого не виміряно.', 'chart_keys': 'Стрілки читають значення.', 'chart_table': 'Показати таблицею', 'export': 'Вивантаження',
  'export_empty': 'Вивантажувати нічого.',

  // Money
  'money_ok': 'У межах ліміту', 'money_warning': 'Близько до ліміту', 'money_over': 'Ліміт вичерпано', 'spent_month': 'За місяць', 'forecast': 'Прогноз', 'forecast_note': 'на місяць за такого темпу',
  'per_booking': 'На одну бронь', 'unpriced': 'Ціна невідома: {models}. Цих витрат тут немає.', 'spent_by_day': 'Витрати за днями', 'spent_summary': '{sum} за ці дні.',
  'by_model': 'За послугами й моделями', 'prices_as_of': 'Ціни на {date}', 'no_prices': 'Немає списку цін', 'no_price': 'немає ціни', 'kind': 'Послуга', 'model': 'Модель', 'uses': 'Разів', 'quantities': 'Кількість',
  'limits_hit': 'Затримано лімітами', 'limit': 'Ліміт', 'hits': 'Скільки разів',

  // Voices
  'voices_about': 'Підказка на телефоні: хто з гостей, які погодилися, мабуть, дзвонить. Поки ви її не ввімкнете, нічого не відбувається.',
  'voices_law': 'Голос — біометричні дані. Перш ніж це вмикати, потрібна правова підстава, тобто явна згода (ст. 9 Загального регламенту ЄС про захист даних), і оцінка впливу на захист даних. Це не юридична порада.',
  'voices_does_title': 'Що вона робить',
  'voices_does': 'Один раз, після бронювання, питає, чи можна запам\'ятати голос. Рахується лише чітке «так».\n'
    + 'Зберігає 2432 числа про голос, зашифровані, на цьому пристрої. Жодного звуку.\n'
    + 'Слухає лише тоді, коли дзвонить номер, який погодився.\n'
    + 'Пропонує ім\'я та звичну кількість гостей, а той, хто дзвонить, підтверджує.',
  'voices_not_title': 'Чого вона не робить',
  'voices_not': 'Це не перевірка особи: запис голосу пройшов би, а родичі звучать схоже.\n'
    + 'Ніколи не змінює, не скасовує й не зачитує бронь.\n'
    + 'Виміряно лише на записах того самого дзвінка. Даних про різні дні немає.\n'
    + 'У шумі здебільшого лишається непевною.',
  'voices_end_title': 'Як це закінчити',
  'voices_end': 'Гість у будь-якому дзвінку каже «забудьте мій голос».\n'
    + 'Ви забуваєте його тут.\n'
    + '`voicehunte erase NUMBER` стирає всі дані гостя.\n'
    + 'За 12 місяців голос зникає сам.\n'
    + '`VOICE_HINT=off` припиняє питати й слухати; збережене лишається до того часу.',
  'voices_off': '`VOICE_HINT` вимкнено: нікого не питають і жодного голосу не слухають. Щоб увімкнути, задайте `VOICE_HINT=on` і `CALL_MODE=stream` та перезапустіть пристрій.',
  'voices_deaf': '`VOICE_HINT` увімкнено, але дзвінки не надходять живим звуком: жодного голосу не слухають. Потрібні `CALL_MODE=stream` і `OPENAI_API_KEY`.',
  'voices_none': 'Тут будуть гості, які погодяться після бронювання.',
  'voices_agreed': 'Згода', 'voices_learned': 'Вивчено', 'voices_learned_n': '{part} із {whole}', 'voices_known': 'відомий', 'voices_until': 'Зберігається до', 'voices_wording': 'Формулювання',
  'voices_forget': 'Забути', 'voices_forget_ask': 'Забути голос: {name}?', 'voices_forgotten': 'Голос забуто.',
  'voices_forget_what': 'Він зникне назавжди, разом із ключем, що його відкриває. Дзвінки й броні лишаться. Гостя більше не питатимуть.',

  // Health and latency
  'check_again': 'Перевірити знову', 'all_well': 'Усе гаразд',
  'failed_n': { one: 'Відмовила {n} частина', few: 'Відмовили {n} частини', many: 'Відмовило {n} частин', other: 'Відмовило {n} частини' },
  'warnings_n': { one: '{n} попередження', few: '{n} попередження', many: '{n} попереджень', other: '{n} попередження' },
  'latency_summary': { one: 'p50 {p50}, p95 {p95}, {n} репліка.', few: 'p50 {p50}, p95 {p95}, {n} репліки.', many: 'p50 {p50}, p95 {p95}, {n} реплік.', other: 'p50 {p50}, p95 {p95}, {n} репліки.' },
  'by_stage': 'За ступенями', 'stage': 'Ступінь', 'slowest': 'Найповільніші репліки',

  // Settings
  'this_browser': 'Цей браузер', 'theme': 'Тема', 'theme_system': 'Як у системі', 'theme_light': 'Світла', 'theme_dark': 'Темна', 'time_zone': 'Часовий пояс ресторану',
  'export_about': 'У CSV клітинка, яку таблиця сприйняла б за формулу, і номер телефону теж, починається з апострофа. У JSON значення точні.',
  'access': 'Доступ', 'access_about': 'Якщо ключ могли побачити сторонні, завершіть усі сеанси й задайте новий.', 'sign_out_all': 'Завершити всі сеанси',
  'about': 'Про програму', 'licences': 'Зроблено за допомогою:', 'recordings': 'Записи', 'audit': 'Журнал', 'size': 'Розмір', 'expires': 'Видалиться', 'kept': 'зберігається',
  'what': 'Що', 'subject': 'Над чим', 'detail': 'Подробиці', 'address': 'Адреса',

  // Test phone
  'phone_about': 'Поговоріть із пристроєм, як той, хто дзвонить. Справжнього дзвінка немає, і оператор нічого не нарахує.',
  'ring_from': 'Номер, з якого дзвонять', 'ring_from_hint': 'Порожньо: номер приховано.', 'keep_bookings': 'Зберегти броні й повідомлення цього дзвінка', 'read_aloud': 'Читати відповіді вголос (голос браузера)',
  'ring': 'Подзвонити', 'hang_up': 'Покласти слухавку', 'new_call': 'Новий дзвінок', 'kept_note': 'Броні цього дзвінка справжні.', 'not_kept_note': 'Від цього дзвінка нічого не залишиться.', 'call_ended': 'Дзвінок закінчено.',
  'you': 'Ви', 'thinking': 'Хвилинку…', 'would_dial': 'Зараз подзвонив би на {number}', 'say_something': 'Скажіть щось', 'send': 'Сказати', 'speak': 'Говорити', 'stop_listening': 'Стоп', 'keypad': 'Клавіші',
  'mic_insecure': 'Мікрофону потрібне зашифроване з\'єднання (HTTPS). Друкувати можна.', 'mic_unsupported': 'Цей браузер не розпізнає мовлення. Друкувати можна.',
  'mic_about': 'Мовлення розпізнає браузер; він може надсилати звук своєму виробникові.', 'mic_failed': 'Мікрофон не спрацював: {reason}.',

  // Words of the appliance
  'outcome.booked': 'Бронь', 'outcome.changed': 'Зміна', 'outcome.cancelled': 'Скасування', 'outcome.answered': 'Відповіли', 'outcome.transferred': 'Переведено',
  'outcome.message': 'Повідомлення', 'outcome.missed': 'Пропущено', 'outcome.failed': 'Не вдався', 'outcome.live': 'На лінії',
  'live.ringing': 'Дзвонить', 'live.listening': 'Слухає', 'live.thinking': 'Думає', 'live.speaking': 'Говорить', 'live.transferring': 'Переводить',
  'mode.gather': 'за репліками', 'mode.relay': 'relay', 'mode.stream': 'живий звук', 'mode.text': 'текстом',
  'ladder.realtime': 'мовлення в мовлення', 'ladder.pipeline': 'розпізнавання і мовлення', 'ladder.gather': 'за репліками',
  'reason.draining': 'Триває вимкнення.', 'reason.not_configured': 'Ще не налаштовано.', 'reason.over_limit': 'Ліміт витрат вичерпано: лише готові фрази.',
  'reason.model_failing': 'Модель не відповідає: лише готові фрази.', 'reason.speech_failing': 'Голос не працює.', 'reason.database_failing': 'База даних не працює.', 'reason.disk_full': 'Диск заповнено.',
  'intent.create_reservation': 'замовити столик', 'intent.update_reservation': 'змінити бронь', 'intent.cancel_reservation': 'скасувати бронь', 'intent.menu_question': 'питання про меню',
  'intent.hours_info': 'години роботи', 'intent.transfer': 'поговорити з людиною', 'intent.goodbye': 'прощання', 'intent.generic': 'інше',
  'slot.date': 'дата', 'slot.time': 'час', 'slot.people': 'осіб', 'slot.name': 'ім\'я', 'slot.phone': 'телефон', 'slot.notes': 'нотатки', 'slot.number': 'номер', 'slot.status': 'стан',
  'slot.reservation_id': 'бронь', 'slot.answer': 'відповідь', 'slot.language': 'мова', 'slot.starts_at': 'час', 'slot.tables': 'столи',
  'stage.transcribe': 'розпізнавання', 'stage.understand': 'розуміння', 'stage.rules': 'правила', 'stage.store': 'запис на диск', 'stage.model': 'модель', 'stage.tool': 'інструмент', 'stage.speech': 'мовлення', 'stage.turn': 'уся репліка',
  'source.model': 'модель', 'source.rules': 'правила', 'source.phrase': 'готова фраза', 'source.realtime': 'мовлення в мовлення',
  'kind.chat': 'Мовна модель', 'kind.speech': 'Голос', 'kind.transcription': 'Розпізнавання', 'kind.realtime': 'Мовлення в мовлення', 'kind.telephony': 'Телефонія', 'kind.recording': 'Запис',
  'quantity.input_tokens': 'токенів на вході', 'quantity.cached_tokens': 'токенів із кешу', 'quantity.output_tokens': 'токенів на виході', 'quantity.characters': 'знаків', 'quantity.seconds': 'секунд', 'quantity.minutes': 'хвилин',
  'quantity.prompt_tokens': 'токенів на вході', 'quantity.completion_tokens': 'токенів на виході', 'quantity.input_text_tokens': 'токенів тексту на вході', 'quantity.input_audio_tokens': 'токенів звуку на вході', 'quantity.input_image_tokens': 'токенів зображень на вході',
  'quantity.cached_text_tokens': 'токенів тексту з кешу', 'quantity.cached_audio_tokens': 'токенів звуку з кешу', 'quantity.cached_image_tokens': 'токенів зображень із кешу', 'quantity.output_text_tokens': 'токенів тексту на виході', 'quantity.output_audio_tokens': 'токенів звуку на виході',
  'voice': 'голос', 'voice.likely': 'імовірно', 'voice.unsure': 'непевно', 'voice.unknown': 'невідомий', 'audio.caller': 'Хто дзвонив', 'audio.answer': 'Відповідь', 'audio.call': 'Увесь дзвінок', 'message.open': 'відкрите', 'message.done': 'виконане',
  'by.phone': 'телефон', 'by.dashboard': 'вручну', 'by.command': 'командний рядок', 'action.created': 'створено', 'action.changed': 'змінено', 'action.cancelled': 'скасовано',
  'dial.completed': 'поговорили', 'dial.busy': 'зайнято', 'dial.no-answer': 'не відповіли', 'dial.failed': 'не вдалося', 'dial.canceled': 'скинуто', 'dial.unknown': 'невідомо',
  'why.asked': 'попросив', 'why.key': 'натиснув клавішу', 'why.stuck': 'зайшло в глухий кут', 'why.too_many_turns': 'забагато реплік', 'why.model': 'вирішила модель',
  'state.ok': 'гаразд', 'state.warning': 'увага', 'state.failed': 'відмова', 'state.unused': 'не використовується',
  'recording.in-progress': 'записується', 'recording.completed': 'завантажується', 'recording.stored': 'збережено', 'recording.absent': 'нічого не записано', 'recording.failed': 'помилка у Twilio', 'recording.lost': 'втрачено', 'audit.recording link made': 'створено посилання на запис',
  'erase': 'Стерти', 'erase_guest': 'Стерти: {name}?', 'erase_what': 'Дзвінки, слова, повідомлення й записи зникнуть назавжди, тут і в Twilio. Бронювання залишаться зайнятими місцями без імені. Скасувати це не можна.',
  'erased': 'Стерто. Свідоцтво {id}', 'privacy': 'Що зберігається', 'audit.guest erased': 'гостя стерто', 'audit.guest exported': 'дані гостя вивантажено', 'audit.voice forgotten': 'голос забуто',
  'audit.log in': 'вхід', 'audit.log in refused': 'вхід відхилено', 'audit.log out': 'вихід', 'audit.log all out': 'вихід для всіх', 'audit.number shown': 'показано номер', 'audit.export': 'вивантаження',
  'audit.reservation booked': 'нова бронь', 'audit.reservation changed': 'бронь змінено', 'audit.reservation cancelled': 'бронь скасовано', 'audit.message open': 'повідомлення знову відкрито', 'audit.message done': 'повідомлення закрито',
  'part.settings': 'Налаштування', 'part.restaurant': 'Ресторан', 'part.data': 'Тека даних', 'part.disk': 'Диск', 'part.database': 'База даних', 'part.backups': 'Резервні копії', 'part.openai': 'OpenAI', 'part.twilio': 'Twilio', 'part.number': 'Номер телефону', 'part.public url': 'Зовнішня адреса',
};

export default uk;
