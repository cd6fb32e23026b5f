import type { Messages } from '.';

const ru: Messages = {
  // The frame
  'nav': 'Страницы', 'nav.restaurant': 'Ресторан', 'nav.engine': 'Машинное отделение', 'nav.more': 'Ещё',
  'nav.today': 'Сегодня', 'nav.reservations': 'Брони', 'nav.messages': 'Сообщения', 'nav.calls': 'Звонки', 'nav.numbers': 'Цифры',
  'nav.money': 'Деньги', 'nav.voices': 'Голоса', 'nav.phone': 'Пробный телефон', 'nav.state': 'Состояние', 'nav.latency': 'Задержки', 'nav.settings': 'Настройки',
  'skip': 'К содержанию',
  'insecure': 'Соединение не зашифровано. Пользуйтесь панелью только в сети, которой доверяете.',
  'line_live': 'На связи', 'line_connecting': 'Соединение…', 'line_stale': 'Нет связи',
  'theme_switch': 'Светлая / тёмная',
  'sign_in': 'Войти', 'sign_out': 'Выйти', 'sign_in_about': 'Панель телефона.',
  'token': 'Ключ доступа', 'token_hint': 'Его показали при настройке устройства.', 'token_wrong': 'Это не тот ключ.',
  'token_wait': {
    one: 'Слишком много попыток. Повторите через {n} секунду.', few: 'Слишком много попыток. Повторите через {n} секунды.',
    many: 'Слишком много попыток. Повторите через {n} секунд.', other: 'Слишком много попыток. Повторите через {n} секунды.',
  },
  'loading': 'Загрузка…', 'retry': 'Повторить', 'close': 'Закрыть', 'save': 'Сохранить', 'keep': 'Оставить как есть', 'download': 'Скачать', 'reload': 'Обновить',
  'not_measured': 'не измерено', 'any': 'Любой', 'view': 'Вид', 'outdated': 'Устройство обновилось. Обновите страницу.',

  // When there is nothing to show
  'empty_none': 'Пока ничего нет', 'empty_try': 'Попробовать пробный телефон', 'empty_match': 'Ничего не найдено', 'empty_match_detail': 'Без фильтров найдётся больше.',
  'clear_filters': 'Сбросить фильтры', 'empty_off': 'Не настроено',
  'empty_reservations': 'Здесь будут столики, заказанные на этот день по телефону или вручную.',
  'empty_messages_open': 'Никто не ждёт ответа.', 'empty_messages': 'Здесь будут сообщения от звонивших.',
  'empty_handed': 'Здесь будут звонки, переведённые на человека.', 'empty_guests': 'Здесь будут все, кто позвонит.',
  'empty_calls': 'Здесь будет каждый звонок, слово за словом.', 'empty_numbers': 'В эти дни звонков не было.', 'empty_latency': 'В эти дни ответов не было.',
  'empty_money': 'В эти дни ничего не потрачено.', 'empty_recordings': 'Здесь будут записи звонков, если запись включена.',
  'empty_audit': 'Здесь будет видно, кто входил и что смотрел или менял.',
  'error_title': 'Не получилось', 'error_offline_title': 'Устройство недоступно', 'error_offline': 'Нет связи с устройством.',
  'error_missing': 'Такой страницы нет', 'error_busy': 'Слишком много запросов. Подождите немного.', 'error_status': 'Устройство ответило ошибкой {status}.',
  'stale_since': 'Данные получены', 'pager': 'Страницы списка', 'newest': 'Самые новые', 'newer': 'Новее', 'older': 'Старее',
  'found': { one: 'найден {n}', few: 'найдено {n}', many: 'найдено {n}', other: 'найдено {n}' },

  // Today
  'answering': 'Телефон отвечает', 'not_answering': 'Телефон не отвечает',
  'needs_you': 'Ждёт вас', 'covers_today': 'Гостей сегодня', 'calls_today': 'Звонков сегодня', 'spent_today': 'Потрачено сегодня', 'no_limit': 'без лимита', 'of_limit': '{part} от {limit}',
  'open_messages_n': { one: '{n} сообщение', few: '{n} сообщения', many: '{n} сообщений', other: '{n} сообщения' },
  'failed_bookings_n': { one: '{n} неудавшаяся бронь', few: '{n} неудавшиеся брони', many: '{n} неудавшихся броней', other: '{n} неудавшейся брони' },
  'reservations_n': { one: '{n} бронь', few: '{n} брони', many: '{n} броней', other: '{n} брони' },
  'missed_n': { one: '{n} пропущен', few: '{n} пропущено', many: '{n} пропущено', other: '{n} пропущено' },
  'calls_n': { one: '{n} звонок', few: '{n} звонка', many: '{n} звонков', other: '{n} звонка' },
  'guests_n': { one: '{n} гость', few: '{n} гостя', many: '{n} гостей', other: '{n} гостя' },
  'seats_n': { one: '{n} место', few: '{n} места', many: '{n} мест', other: '{n} места' },
  'no_reservations': 'На сегодня броней нет.', 'closed_day': 'В этот день закрыто.', 'tonight': 'Гости по часам',
  'tonight_summary': {
    one: 'Полнее всего в {time}: {n} гость, мест {capacity}.', few: 'Полнее всего в {time}: {n} гостя, мест {capacity}.',
    many: 'Полнее всего в {time}: {n} гостей, мест {capacity}.', other: 'Полнее всего в {time}: {n} гостя, мест {capacity}.',
  },
  'tonight_empty': 'Пока никто не записан.', 'guests': 'Гости', 'capacity': 'Вместимость', 'hour': 'Час',
  'live_calls': 'Сейчас на телефоне', 'live_none': 'На линии никого.', 'open_call': 'Открыть звонок',

  // Reservations
  'add_reservation': 'Добавить бронь', 'change_reservation': 'Бронь', 'cancel_reservation': 'Отменить бронь', 'cancel_question': 'Отменить эту бронь?',
  'added': 'Бронь добавлена.', 'saved': 'Сохранено.', 'cancelled': 'Бронь отменена.',
  'guest': 'Гость', 'people': 'Человек', 'table': 'Стол', 'phone': 'Телефон', 'notes': 'Заметки', 'source': 'Откуда', 'name': 'Имя', 'date': 'Дата', 'time': 'Время',
  'phone_kept': 'Если оставить пустым, останется {number}.', 'days': 'Дни', 'week_before': 'На неделю раньше', 'week_after': 'На неделю позже', 'go_to_day': 'Перейти к', 'seats_taken': 'Занято мест',
  'conflict': 'Тем временем бронь изменили.', 'conflict_now': 'Теперь в ней:', 'conflict_take': 'Принять', 'conflict_keep': 'Оставить моё', 'history': 'Кто что менял',

  // Messages
  'messages_open': 'Открытые', 'messages_done': 'Готовые', 'messages_all': 'Все', 'handed_over': 'Переведённые', 'no_name': 'Без имени',
  'message_done': 'Отмечено как готовое.', 'message_reopened': 'Снова открыто.', 'mark_done': 'Готово', 'reopen': 'Открыть снова',
  'why': 'Почему', 'to': 'Кому', 'result': 'Итог', 'search_guests': 'Имя', 'last_seen': 'Последний раз',

  // Calls
  'search_words': 'Слова или имя', 'from': 'С', 'until': 'По', 'language': 'Язык', 'outcome': 'Итог', 'caller': 'Кто звонил', 'words': 'Слова', 'lasted': 'Длился',
  'turns': 'Реплики', 'cost': 'Цена', 'searched_back': 'Просмотрено до {date}. «Старее» продолжит оттуда.', 'withheld': 'номер скрыт',
  'reveal': 'Показать весь номер {number}', 'reveal_title': 'Показать весь номер (это записывается)',
  'call': 'Звонок', 'call_of': 'Звонок {time}', 'view_read': 'Читать', 'view_inspect': 'Разбирать', 'turns_n': { one: '{n} реплика', few: '{n} реплики', many: '{n} реплик', other: '{n} реплики' },
  'turn_time': 'Время до ответа', 'p95_of': 'p95 {value}', 'interrupted': 'Перебито', 'interrupted_note': 'звонившим', 'no_turns': 'Ничего не было сказано.',
  'heard': 'Услышано', 'understood': 'Понято', 'said': 'Сказано', 'not_heard': '(звонивший не услышал)', 'confidence': 'Уверенность', 'confidence_low': 'неуверенно:',
  'slot_was': 'было', 'link_to_turn': 'Ссылка на эту реплику', 'tool_ok': 'сделано', 'tool_failed': 'не удалось', 'recording': 'Запись', 'usage': 'Что израсходовано',

  // Numbers
  'days_n': { one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} дня' }, 'minutes_n': { one: '{n} минута', few: '{n} минуты', many: '{n} минут', other: '{n} минуты' },
  'answered_part': 'Отвечено', 'bookings': 'Брони',
  'without_human': 'Без человека', 'handed_n': { one: '{n} переведён', few: '{n} переведены', many: '{n} переведено', other: '{n} переведено' }, 'repeats': 'Переспрошено',
  'corrections_n': { one: '{n} поправка', few: '{n} поправки', many: '{n} поправок', other: '{n} поправки' },
  'low_n': { one: '{n} неуверенная реплика', few: '{n} неуверенные реплики', many: '{n} неуверенных реплик', other: '{n} неуверенной реплики' },
  'outcomes_by_day': 'Чем кончались звонки', 'outcomes_summary': { one: '{n} звонок; дни по {zone}.', few: '{n} звонка; дни по {zone}.', many: '{n} звонков; дни по {zone}.', other: '{n} звонка; дни по {zone}.' },
  'languages': 'Языки', 'share': 'Доля', 'intents': 'Чего хотят звонящие', 'intent': 'Желание', 'succeeded': 'Удалось',
  'heat_title': 'Когда звонят', 'heat_summary': 'Больше всего звонков: {day} {hour}; часы по {zone}.',
  'chart_empty': 'Ничего не измерено.', 'chart_keys': 'Стрелки читают значения.', 'chart_table': 'Показать таблицей', 'export': 'Выгрузка',
  'export_empty': 'Выгружать нечего.',

  // Money
  'money_ok': 'В пределах лимита', 'money_warning': 'Близко к лимиту', 'money_over': 'Лимит исчерпан', 'spent_month': 'За месяц', 'forecast': 'Прогноз', 'forecast_note': 'на месяц при таком темпе',
  'per_booking': 'На одну бронь', 'unpriced': 'Цена неизвестна: {models}. Этих расходов здесь нет.', 'spent_by_day': 'Расходы по дням', 'spent_summary': '{sum} за эти дни.',
  'by_model': 'По услугам и моделям', 'prices_as_of': 'Цены на {date}', 'no_prices': 'Нет списка цен', 'no_price': 'нет цены', 'kind': 'Услуга', 'model': 'Модель', 'uses': 'Раз', 'quantities': 'Количество',
  'limits_hit': 'Задержаны лимитами', 'limit': 'Лимит', 'hits': 'Сколько раз',

  // Voices
  'voices_about': 'Подсказка на телефоне: кто из гостей, которые согласились, возможно, звонит. Пока вы её не включите, ничего не происходит.',
  'voices_law': 'Голос — биометрические данные. Прежде чем это включать, нужны правовое основание, то есть явное согласие (ст. 9 Общего регламента ЕС о защите данных), и оценка воздействия на защиту данных. Это не юридическая консультация.',
  'voices_does_title': 'Что она делает',
  'voices_does': 'Один раз, после брони, спрашивает, можно ли запомнить голос. Считается только ясное «да».\n'
    + 'Хранит 2432 числа о голосе, зашифрованные, на этом устройстве. Никакого звука.\n'
    + 'Слушает, только когда звонит номер, который согласился.\n'
    + 'Предлагает имя и обычное число гостей, а звонящий подтверждает.',
  'voices_not_title': 'Чего она не делает',
  'voices_not': 'Это не проверка личности: запись голоса прошла бы, а родственники звучат похоже.\n'
    + 'Никогда не меняет, не отменяет и не зачитывает бронь.\n'
    + 'Измерено только на записях одного и того же звонка. Данных о разных днях нет.\n'
    + 'В шуме чаще всего остаётся неуверенной.',
  'voices_end_title': 'Как это закончить',
  'voices_end': 'Гость в любом звонке говорит «забудьте мой голос».\n'
    + 'Вы забываете его здесь.\n'
    + '`voicehunte erase NUMBER` стирает все данные гостя.\n'
    + 'Через 12 месяцев голос исчезает сам.\n'
    + '`VOICE_HINT=off` прекращает вопросы и слушание; сохранённое остаётся до тех пор.',
  'voices_off': '`VOICE_HINT` выключен: никого не спрашивают и ни одного голоса не слушают. Чтобы включить, задайте `VOICE_HINT=on` и `CALL_MODE=stream` и перезапустите устройство.',
  'voices_deaf': '`VOICE_HINT` включён, но звонки не приходят живым звуком: ни одного голоса не слушают. Нужны `CALL_MODE=stream` и `OPENAI_API_KEY`.',
  'voices_none': 'Здесь будут гости, которые согласятся после брони.',
  'voices_agreed': 'Согласие', 'voices_learned': 'Изучено', 'voices_learned_n': '{part} из {whole}', 'voices_known': 'знакомый', 'voices_until': 'Хранится до', 'voices_wording': 'Формулировка',
  'voices_forget': 'Забыть', 'voices_forget_ask': 'Забыть голос: {name}?', 'voices_forgotten': 'Голос забыт.',
  'voices_forget_what': 'Он исчезнет навсегда, вместе с ключом, который его открывает. Звонки и брони останутся. Гостя больше не спросят.',

  // Health and latency
  'check_again': 'Проверить снова', 'all_well': 'Всё в порядке',
  'failed_n': { one: 'Отказала {n} часть', few: 'Отказали {n} части', many: 'Отказало {n} частей', other: 'Отказало {n} части' },
  'warnings_n': { one: '{n} предупреждение', few: '{n} предупреждения', many: '{n} предупреждений', other: '{n} предупреждения' },
  'latency_summary': { one: 'p50 {p50}, p95 {p95}, {n} реплика.', few: 'p50 {p50}, p95 {p95}, {n} реплики.', many: 'p50 {p50}, p95 {p95}, {n} реплик.', other: 'p50 {p50}, p95 {p95}, {n} реплики.' },
  'by_stage': 'По ступеням', 'stage': 'Ступень', 'slowest': 'Самые медленные реплики',

  // Settings
  'this_browser': 'Этот браузер', 'theme': 'Тема', 'theme_system': 'Как в системе', 'theme_light': 'Светлая', 'theme_dark': 'Тёмная', 'time_zone': 'Часовой пояс ресторана',
  'export_about': 'В CSV ячейка, которую таблица приняла бы за формулу, и номер телефона тоже, начинается с апострофа. В JSON значения точные.',
  'access': 'Доступ', 'access_about': 'Если ключ могли увидеть посторонние, завершите все сеансы и задайте новый.', 'sign_out_all': 'Завершить все сеансы',
  'about': 'О программе', 'licences': 'Сделано с помощью:', 'recordings': 'Записи', 'audit': 'Журнал', 'size': 'Размер', 'expires': 'Удалится', 'kept': 'хранится',
  'what': 'Что', 'subject': 'Над чем', 'detail': 'Подробности', 'address': 'Адрес',

  // Test phone
  'phone_about': 'Поговорите с устройством, как звонящий. Настоящего звонка нет, и оператор ничего не начислит.',
  'ring_from': 'Номер, с которого звонят', 'ring_from_hint': 'Пусто: номер скрыт.', 'keep_bookings': 'Сохранить брони и сообщения этого звонка', 'read_aloud': 'Читать ответы вслух (голос браузера)',
  'ring': 'Позвонить', 'hang_up': 'Положить трубку', 'new_call': 'Новый звонок', 'kept_note': 'Брони этого звонка настоящие.', 'not_kept_note': 'От этого звонка ничего не останется.', 'call_ended': 'Звонок окончен.',
  'you': 'Вы', 'thinking': 'Минутку…', 'would_dial': 'Сейчас позвонил бы на {number}', 'say_something': 'Скажите что-нибудь', 'send': 'Сказать', 'speak': 'Говорить', 'stop_listening': 'Стоп', 'keypad': 'Клавиши',
  'mic_insecure': 'Микрофону нужно зашифрованное соединение (HTTPS). Печатать можно.', 'mic_unsupported': 'Этот браузер не распознаёт речь. Печатать можно.',
  'mic_about': 'Речь распознаёт браузер; он может отправлять звук своему производителю.', 'mic_failed': 'Микрофон не сработал: {reason}.',

  // Words of the appliance
  'outcome.booked': 'Бронь', 'outcome.changed': 'Изменение', 'outcome.cancelled': 'Отмена', 'outcome.answered': 'Отвечен', 'outcome.transferred': 'Переведён',
  'outcome.message': 'Сообщение', 'outcome.missed': 'Пропущен', 'outcome.failed': 'Не удался', 'outcome.live': 'На линии',
  'live.ringing': 'Звонит', 'live.listening': 'Слушает', 'live.thinking': 'Думает', 'live.speaking': 'Говорит', 'live.transferring': 'Переводит',
  'mode.gather': 'по репликам', 'mode.relay': 'relay', 'mode.stream': 'живой звук', 'mode.text': 'текстом',
  'ladder.realtime': 'речь в речь', 'ladder.pipeline': 'распознавание и речь', 'ladder.gather': 'по репликам',
  'reason.draining': 'Идёт выключение.', 'reason.not_configured': 'Ещё не настроен.', 'reason.over_limit': 'Лимит расходов исчерпан: только готовые фразы.',
  'reason.model_failing': 'Модель не отвечает: только готовые фразы.', 'reason.speech_failing': 'Голос не работает.', 'reason.database_failing': 'База данных не работает.', 'reason.disk_full': 'Диск заполнен.',
  'intent.create_reservation': 'заказать столик', 'intent.update_reservation': 'изменить бронь', 'intent.cancel_reservation': 'отменить бронь', 'intent.menu_question': 'вопрос о меню',
  'intent.hours_info': 'часы работы', 'intent.transfer': 'поговорить с человеком', 'intent.goodbye': 'прощание', 'intent.generic': 'другое',
  'slot.date': 'дата', 'slot.time': 'время', 'slot.people': 'человек', 'slot.name': 'имя', 'slot.phone': 'телефон', 'slot.notes': 'заметки', 'slot.number': 'номер', 'slot.status': 'состояние',
  'slot.reservation_id': 'бронь', 'slot.answer': 'ответ', 'slot.language': 'язык', 'slot.starts_at': 'время', 'slot.tables': 'столы',
  'stage.transcribe': 'распознавание', 'stage.understand': 'понимание', 'stage.rules': 'правила', 'stage.store': 'запись на диск', 'stage.model': 'модель', 'stage.tool': 'инструмент', 'stage.speech': 'речь', 'stage.turn': 'вся реплика',
  'source.model': 'модель', 'source.rules': 'правила', 'source.phrase': 'готовая фраза', 'source.realtime': 'речь в речь',
  'kind.chat': 'Языковая модель', 'kind.speech': 'Голос', 'kind.transcription': 'Распознавание', 'kind.realtime': 'Речь в речь', 'kind.telephony': 'Телефония', 'kind.recording': 'Запись',
  'quantity.input_tokens': 'токенов на входе', 'quantity.cached_tokens': 'токенов из кэша', 'quantity.output_tokens': 'токенов на выходе', 'quantity.characters': 'знаков', 'quantity.seconds': 'секунд', 'quantity.minutes': 'минут',
  'quantity.prompt_tokens': 'токенов на входе', 'quantity.completion_tokens': 'токенов на выходе', 'quantity.input_text_tokens': 'токенов текста на входе', 'quantity.input_audio_tokens': 'токенов звука на входе', 'quantity.input_image_tokens': 'токенов изображений на входе',
  'quantity.cached_text_tokens': 'токенов текста из кэша', 'quantity.cached_audio_tokens': 'токенов звука из кэша', 'quantity.cached_image_tokens': 'токенов изображений из кэша', 'quantity.output_text_tokens': 'токенов текста на выходе', 'quantity.output_audio_tokens': 'токенов звука на выходе',
  'voice': 'голос', 'voice.likely': 'вероятно', 'voice.unsure': 'неуверенно', 'voice.unknown': 'незнакомый', 'audio.caller': 'Звонивший', 'audio.answer': 'Ответ', 'audio.call': 'Весь звонок', 'message.open': 'открыто', 'message.done': 'готово',
  'by.phone': 'телефон', 'by.dashboard': 'вручную', 'by.command': 'командная строка', 'action.created': 'создано', 'action.changed': 'изменено', 'action.cancelled': 'отменено',
  'dial.completed': 'поговорили', 'dial.busy': 'занято', 'dial.no-answer': 'не ответили', 'dial.failed': 'не удалось', 'dial.canceled': 'сброшено', 'dial.unknown': 'неизвестно',
  'why.asked': 'попросил', 'why.key': 'нажал клавишу', 'why.stuck': 'зашло в тупик', 'why.too_many_turns': 'слишком много реплик', 'why.model': 'решила модель',
  'state.ok': 'в порядке', 'state.warning': 'внимание', 'state.failed': 'отказ', 'state.unused': 'не используется',
  'recording.in-progress': 'записывается', 'recording.completed': 'загружается', 'recording.stored': 'сохранена', 'recording.absent': 'ничего не записано', 'recording.failed': 'ошибка у Twilio', 'recording.lost': 'утеряна', 'audit.recording link made': 'создана ссылка на запись',
  'erase': 'Стереть', 'erase_guest': 'Стереть: {name}?', 'erase_what': 'Звонки, слова, сообщения и записи исчезнут навсегда, здесь и в Twilio. Брони останутся занятыми местами без имени. Отменить это нельзя.',
  'erased': 'Стёрто. Свидетельство {id}', 'privacy': 'Что хранится', 'audit.guest erased': 'гость стёрт', 'audit.guest exported': 'данные гостя выгружены', 'audit.voice forgotten': 'голос забыт',
  'audit.log in': 'вход', 'audit.log in refused': 'вход отклонён', 'audit.log out': 'выход', 'audit.log all out': 'выход для всех', 'audit.number shown': 'показан номер', 'audit.export': 'выгрузка',
  'audit.reservation booked': 'новая бронь', 'audit.reservation changed': 'бронь изменена', 'audit.reservation cancelled': 'бронь отменена', 'audit.message open': 'сообщение снова открыто', 'audit.message done': 'сообщение закрыто',
  'part.settings': 'Настройки', 'part.restaurant': 'Ресторан', 'part.data': 'Папка данных', 'part.disk': 'Диск', 'part.database': 'База данных', 'part.backups': 'Резервные копии', 'part.openai': 'OpenAI', 'part.twilio': 'Twilio', 'part.number': 'Номер телефона', 'part.public url': 'Внешний адрес',
};

export default ru;
