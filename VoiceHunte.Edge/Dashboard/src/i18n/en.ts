/** English is the type of the others: a key that is missing there, or here, fails the build. */
const en = {
  // The frame
  'nav': 'Pages', 'nav.restaurant': 'Restaurant', 'nav.engine': 'Engine room', 'nav.more': 'More',
  'nav.today': 'Today', 'nav.reservations': 'Reservations', 'nav.messages': 'Messages', 'nav.calls': 'Calls', 'nav.numbers': 'Numbers',
  'nav.money': 'Money', 'nav.voices': 'Voices', 'nav.phone': 'Test phone', 'nav.state': 'Health', 'nav.latency': 'Latency', 'nav.settings': 'Settings',
  'skip': 'Skip to the content',
  'insecure': 'This connection is not encrypted. Use the dashboard only on a network you trust.',
  'line_live': 'Live', 'line_connecting': 'Connecting…', 'line_stale': 'Not live',
  'theme_switch': 'Light / dark',
  'sign_in': 'Sign in', 'sign_out': 'Sign out', 'sign_in_about': 'The dashboard of the telephone.',
  'token': 'Access token', 'token_hint': 'It was shown when the appliance was set up.', 'token_wrong': 'That is not the token.',
  'token_wait': { one: 'Too many attempts. Try again in {n} second.', other: 'Too many attempts. Try again in {n} seconds.' },
  'loading': 'Loading…', 'retry': 'Try again', 'close': 'Close', 'save': 'Save', 'keep': 'Leave as it is', 'download': 'Download', 'reload': 'Reload',
  'not_measured': 'not measured', 'any': 'Any', 'view': 'View', 'outdated': 'The appliance was updated. Reload the page.',

  // When there is nothing to show
  'empty_none': 'Nothing here yet', 'empty_try': 'Try the test phone', 'empty_match': 'Nothing matches', 'empty_match_detail': 'There is more without the filters.',
  'clear_filters': 'Clear the filters', 'empty_off': 'Not set up',
  'empty_reservations': 'Tables booked for this day by telephone or by hand will stand here.',
  'empty_messages_open': 'Nobody waits for an answer.', 'empty_messages': 'Messages that callers leave will stand here.',
  'empty_handed': 'Calls that were put through to a person will stand here.', 'empty_guests': 'Everybody who rings will stand here.',
  'empty_calls': 'Every call, word by word, will stand here.', 'empty_numbers': 'No calls in these days.', 'empty_latency': 'No answered turns in these days.',
  'empty_money': 'Nothing was spent in these days.', 'empty_recordings': 'Recorded calls will stand here, if recording is switched on.',
  'empty_audit': 'Who signed in, and what was looked at or changed, will stand here.',
  'error_title': 'That did not work', 'error_offline_title': 'The appliance cannot be reached', 'error_offline': 'No connection to the appliance.',
  'error_missing': 'There is no such page', 'error_busy': 'Too many requests. Wait a little.', 'error_status': 'The appliance answered with error {status}.',
  'stale_since': 'What you see is from', 'pager': 'Pages of the list', 'newest': 'Newest', 'newer': 'Newer', 'older': 'Older',
  'found': { one: '{n} found', other: '{n} found' },

  // Today
  'answering': 'The telephone is answered', 'not_answering': 'The telephone is not answered',
  'needs_you': 'Needs you', 'covers_today': 'Guests today', 'calls_today': 'Calls today', 'spent_today': 'Spent today', 'no_limit': 'no limit set', 'of_limit': '{part} of {limit}',
  'open_messages_n': { one: '{n} message', other: '{n} messages' }, 'failed_bookings_n': { one: '{n} failed booking', other: '{n} failed bookings' },
  'reservations_n': { one: '{n} reservation', other: '{n} reservations' }, 'missed_n': { one: '{n} missed', other: '{n} missed' },
  'calls_n': { one: '{n} call', other: '{n} calls' }, 'guests_n': { one: '{n} guest', other: '{n} guests' }, 'seats_n': { one: '{n} seat', other: '{n} seats' },
  'no_reservations': 'No reservations today.', 'closed_day': 'Closed on this day.', 'tonight': 'Guests by hour',
  'tonight_summary': { one: 'Fullest at {time}: {n} guest, room for {capacity}.', other: 'Fullest at {time}: {n} guests, room for {capacity}.' },
  'tonight_empty': 'Nobody is booked yet.', 'guests': 'Guests', 'capacity': 'Capacity', 'hour': 'Hour',
  'live_calls': 'On the telephone now', 'live_none': 'Nobody is on the line.', 'open_call': 'Open the call',

  // Reservations
  'add_reservation': 'Add a reservation', 'change_reservation': 'Reservation', 'cancel_reservation': 'Cancel the reservation', 'cancel_question': 'Cancel this reservation?',
  'added': 'The reservation was added.', 'saved': 'Saved.', 'cancelled': 'The reservation was cancelled.',
  'guest': 'Guest', 'people': 'People', 'table': 'Table', 'phone': 'Telephone', 'notes': 'Notes', 'source': 'Source', 'name': 'Name', 'date': 'Date', 'time': 'Time',
  'phone_kept': 'Left empty, {number} stays.', 'days': 'Days', 'week_before': 'A week earlier', 'week_after': 'A week later', 'go_to_day': 'Go to', 'seats_taken': 'Seats taken',
  'conflict': 'It was changed meanwhile.', 'conflict_now': 'It now says:', 'conflict_take': 'Take that', 'conflict_keep': 'Keep what I wrote', 'history': 'Who changed what',

  // Messages
  'messages_open': 'Open', 'messages_done': 'Done', 'messages_all': 'All', 'handed_over': 'Put through', 'no_name': 'No name given',
  'message_done': 'Marked as done.', 'message_reopened': 'Opened again.', 'mark_done': 'Done', 'reopen': 'Open again',
  'why': 'Why', 'to': 'To', 'result': 'Result', 'search_guests': 'Name', 'last_seen': 'Last heard of',

  // Calls
  'search_words': 'Words or name', 'from': 'From', 'until': 'Until', 'language': 'Language', 'outcome': 'Outcome', 'caller': 'Caller', 'words': 'Words', 'lasted': 'Lasted',
  'turns': 'Turns', 'cost': 'Cost', 'searched_back': 'Searched back to {date}. Older continues from there.', 'withheld': 'number withheld',
  'reveal': 'Show the whole number {number}', 'reveal_title': 'Show the whole number (this is written down)',
  'call': 'Call', 'call_of': 'Call of {time}', 'view_read': 'Read', 'view_inspect': 'Inspect', 'turns_n': { one: '{n} turn', other: '{n} turns' },
  'turn_time': 'Time to answer', 'p95_of': 'p95 {value}', 'interrupted': 'Interrupted', 'interrupted_note': 'by the caller', 'no_turns': 'Nothing was said.',
  'heard': 'Heard', 'understood': 'Understood', 'said': 'Said', 'not_heard': '(not heard by the caller)', 'confidence': 'Confidence', 'confidence_low': 'unsure:',
  'slot_was': 'was', 'link_to_turn': 'Link to this turn', 'tool_ok': 'done', 'tool_failed': 'failed', 'recording': 'Recording', 'usage': 'What was used',

  // Numbers
  'days_n': { one: '{n} day', other: '{n} days' }, 'minutes_n': { one: '{n} minute', other: '{n} minutes' }, 'answered_part': 'Answered', 'bookings': 'Bookings',
  'without_human': 'Without a person', 'handed_n': { one: '{n} put through', other: '{n} put through' }, 'repeats': 'Asked again',
  'corrections_n': { one: '{n} correction', other: '{n} corrections' }, 'low_n': { one: '{n} turn unsure', other: '{n} turns unsure' },
  'outcomes_by_day': 'How calls ended', 'outcomes_summary': { one: '{n} call; days of {zone}.', other: '{n} calls; days of {zone}.' },
  'languages': 'Languages', 'share': 'Share', 'intents': 'What callers want', 'intent': 'Wish', 'succeeded': 'Succeeded',
  'heat_title': 'When they ring', 'heat_summary': 'Most calls: {day} {hour}; hours of {zone}.',
  'chart_empty': 'Nothing was measured.', 'chart_keys': 'Arrow keys read the values.', 'chart_table': 'Show as table', 'export': 'Export',
  'export_empty': 'There is nothing to export.',

  // Money
  'money_ok': 'Within the limit', 'money_warning': 'Near the limit', 'money_over': 'The limit is reached', 'spent_month': 'This month', 'forecast': 'Forecast', 'forecast_note': 'for the month at this pace',
  'per_booking': 'Per booking', 'unpriced': 'No price is known for {models}: their cost is missing here.', 'spent_by_day': 'Spent by day', 'spent_summary': '{sum} in these days.',
  'by_model': 'By service and model', 'prices_as_of': 'Prices of {date}', 'no_prices': 'No price list', 'no_price': 'no price', 'kind': 'Service', 'model': 'Model', 'uses': 'Uses', 'quantities': 'Quantities',
  'limits_hit': 'Held back by limits', 'limit': 'Limit', 'hits': 'Times',

  // Voices
  'voices_about': 'A hint on the telephone: which guest may be calling, of those who have agreed to it. Nothing of it happens unless you switch it on.',
  'voices_law': 'A voice is biometric data. You need a legal basis, which is explicit consent (GDPR, Art. 9), and a data protection impact assessment before you switch this on. This is not legal advice.',
  'voices_does_title': 'What it does',
  'voices_does': 'It asks once, after a booking, whether the voice may be remembered. Only a clear yes counts.\n'
    + 'It keeps 2,432 numbers of a voice, encrypted, on this machine. No audio.\n'
    + 'It listens only when the number that rings has agreed.\n'
    + 'It offers a name and the usual number of guests, for the caller to say yes to.',
  'voices_not_title': 'What it does not do',
  'voices_not': 'It is no authentication: a recording of the voice would pass, and relatives sound alike.\n'
    + 'It never changes, cancels or reads out a reservation.\n'
    + 'It was measured on recordings of one and the same call only. There are no figures from one day to another.\n'
    + 'In noise it mostly stays unsure.',
  'voices_end_title': 'How it ends',
  'voices_end': 'The guest says "forget my voice", in any call.\n'
    + 'You forget it here.\n'
    + '`voicehunte erase NUMBER` erases the guest altogether.\n'
    + 'After 12 months it goes by itself.\n'
    + '`VOICE_HINT=off` ends the asking and the listening; what is kept stays until then.',
  'voices_off': '`VOICE_HINT` is off: nobody is asked, and no voice is listened to. To switch it on, set `VOICE_HINT=on` and `CALL_MODE=stream`, and restart the appliance.',
  'voices_deaf': '`VOICE_HINT` is on, but calls do not come as live sound: no voice is listened to. It needs `CALL_MODE=stream` and `OPENAI_API_KEY`.',
  'voices_none': 'Guests who agree after a booking will stand here.',
  'voices_agreed': 'Agreed', 'voices_learned': 'Learned so far', 'voices_learned_n': '{part} of {whole}', 'voices_known': 'known', 'voices_until': 'Kept until', 'voices_wording': 'Wording',
  'voices_forget': 'Forget', 'voices_forget_ask': 'Forget the voice of {name}?', 'voices_forgotten': 'The voice is forgotten.',
  'voices_forget_what': 'It goes for good, with the key that opens it. Calls and reservations stay. The guest is not asked again.',

  // Health and latency
  'check_again': 'Check again', 'all_well': 'All is well', 'failed_n': { one: '{n} part has failed', other: '{n} parts have failed' }, 'warnings_n': { one: '{n} warning', other: '{n} warnings' },
  'latency_summary': { one: 'p50 {p50}, p95 {p95} over {n} turn.', other: 'p50 {p50}, p95 {p95} over {n} turns.' }, 'by_stage': 'By stage', 'stage': 'Stage', 'slowest': 'The slowest turns',

  // Settings
  'this_browser': 'This browser', 'theme': 'Theme', 'theme_system': 'As the system', 'theme_light': 'Light', 'theme_dark': 'Dark', 'time_zone': 'Time zone of the restaurant',
  'export_about': 'In CSV a cell that a spreadsheet would take for a formula, a telephone number too, begins with an apostrophe. JSON has the exact values.',
  'access': 'Access', 'access_about': 'If the token may have been seen by others, sign everybody out and set a new one.', 'sign_out_all': 'Sign everybody out',
  'about': 'About', 'licences': 'Made with:', 'recordings': 'Recordings', 'audit': 'Audit', 'size': 'Size', 'expires': 'Deleted', 'kept': 'kept',
  'what': 'What', 'subject': 'Of what', 'detail': 'Detail', 'address': 'Address',

  // Test phone
  'phone_about': 'Talk to the appliance as a caller would. No real call is made and nothing is billed by the telephone company.',
  'ring_from': 'Number that rings', 'ring_from_hint': 'Empty: the number is withheld.', 'keep_bookings': 'Keep bookings and messages of this call', 'read_aloud': 'Read answers aloud (voice of this browser)',
  'ring': 'Ring', 'hang_up': 'Hang up', 'new_call': 'New call', 'kept_note': 'Bookings of this call are real.', 'not_kept_note': 'Nothing of this call is kept.', 'call_ended': 'The call has ended.',
  'you': 'You', 'thinking': 'One moment…', 'would_dial': 'Would now ring {number}', 'say_something': 'Say something', 'send': 'Say it', 'speak': 'Speak', 'stop_listening': 'Stop', 'keypad': 'Keys',
  'mic_insecure': 'The microphone needs an encrypted connection (HTTPS). Typing works.', 'mic_unsupported': 'This browser does not recognise speech. Typing works.',
  'mic_about': 'The microphone uses this browser\'s speech recognition, which may send the sound to its maker.', 'mic_failed': 'The microphone did not work: {reason}.',

  // Words of the appliance
  'outcome.booked': 'Booked', 'outcome.changed': 'Changed', 'outcome.cancelled': 'Cancelled', 'outcome.answered': 'Answered', 'outcome.transferred': 'Put through',
  'outcome.message': 'Message', 'outcome.missed': 'Missed', 'outcome.failed': 'Failed', 'outcome.live': 'On the line',
  'live.ringing': 'Ringing', 'live.listening': 'Listening', 'live.thinking': 'Thinking', 'live.speaking': 'Speaking', 'live.transferring': 'Putting through',
  'mode.gather': 'by webhook', 'mode.relay': 'relay', 'mode.stream': 'live sound', 'mode.text': 'in text',
  'ladder.realtime': 'speech to speech', 'ladder.pipeline': 'speech pipeline', 'ladder.gather': 'by webhook',
  'reason.draining': 'It is being shut down.', 'reason.not_configured': 'It is not set up yet.', 'reason.over_limit': 'The spending limit is reached: set phrases only.',
  'reason.model_failing': 'The model does not answer: set phrases only.', 'reason.speech_failing': 'The voice is not working.', 'reason.database_failing': 'The database is not working.', 'reason.disk_full': 'The disk is full.',
  'intent.create_reservation': 'book a table', 'intent.update_reservation': 'change a booking', 'intent.cancel_reservation': 'cancel a booking', 'intent.menu_question': 'question about the menu',
  'intent.hours_info': 'opening hours', 'intent.transfer': 'speak to a person', 'intent.goodbye': 'goodbye', 'intent.generic': 'something else',
  'slot.date': 'date', 'slot.time': 'time', 'slot.people': 'people', 'slot.name': 'name', 'slot.phone': 'telephone', 'slot.notes': 'notes', 'slot.number': 'number', 'slot.status': 'status',
  'slot.reservation_id': 'reservation', 'slot.answer': 'answer', 'slot.language': 'language', 'slot.starts_at': 'time', 'slot.tables': 'tables',
  'stage.transcribe': 'transcription', 'stage.understand': 'understanding', 'stage.rules': 'rules', 'stage.store': 'on disk', 'stage.model': 'model', 'stage.tool': 'tool', 'stage.speech': 'speech', 'stage.turn': 'whole turn',
  'source.model': 'model', 'source.rules': 'rules', 'source.phrase': 'set phrase', 'source.realtime': 'speech to speech',
  'kind.chat': 'Language model', 'kind.speech': 'Voice', 'kind.transcription': 'Transcription', 'kind.realtime': 'Speech to speech', 'kind.telephony': 'Telephony', 'kind.recording': 'Recording',
  'quantity.input_tokens': 'tokens in', 'quantity.cached_tokens': 'tokens cached', 'quantity.output_tokens': 'tokens out', 'quantity.characters': 'characters', 'quantity.seconds': 'seconds', 'quantity.minutes': 'minutes',
  'quantity.prompt_tokens': 'tokens in', 'quantity.completion_tokens': 'tokens out', 'quantity.input_text_tokens': 'text tokens in', 'quantity.input_audio_tokens': 'sound tokens in', 'quantity.input_image_tokens': 'picture tokens in',
  'quantity.cached_text_tokens': 'text tokens cached', 'quantity.cached_audio_tokens': 'sound tokens cached', 'quantity.cached_image_tokens': 'picture tokens cached', 'quantity.output_text_tokens': 'text tokens out', 'quantity.output_audio_tokens': 'sound tokens out',
  'voice': 'voice', 'voice.likely': 'likely', 'voice.unsure': 'unsure', 'voice.unknown': 'unknown', 'audio.caller': 'Caller', 'audio.answer': 'Answer', 'audio.call': 'Whole call', 'message.open': 'open', 'message.done': 'done',
  'by.phone': 'telephone', 'by.dashboard': 'by hand', 'by.command': 'command line', 'action.created': 'made', 'action.changed': 'changed', 'action.cancelled': 'cancelled',
  'dial.completed': 'spoke', 'dial.busy': 'busy', 'dial.no-answer': 'no answer', 'dial.failed': 'failed', 'dial.canceled': 'hung up', 'dial.unknown': 'unknown',
  'why.asked': 'asked for it', 'why.key': 'pressed a key', 'why.stuck': 'got stuck', 'why.too_many_turns': 'too many turns', 'why.model': 'the model asked for it',
  'state.ok': 'in order', 'state.warning': 'warning', 'state.failed': 'failed', 'state.unused': 'not used',
  'recording.in-progress': 'being made', 'recording.completed': 'on its way here', 'recording.stored': 'kept', 'recording.absent': 'nothing was recorded', 'recording.failed': 'failed at Twilio', 'recording.lost': 'lost', 'audit.recording link made': 'recording link made',
  'erase': 'Erase', 'erase_guest': 'Erase {name}?', 'erase_what': 'Calls, words, messages and recordings go for good, here and at Twilio. Reservations stay as seats without a name. This cannot be undone.',
  'erased': 'Erased. Certificate {id}', 'privacy': 'What is kept', 'audit.guest erased': 'guest erased', 'audit.guest exported': 'guest exported', 'audit.voice forgotten': 'voice forgotten',
  'audit.log in': 'signed in', 'audit.log in refused': 'sign-in refused', 'audit.log out': 'signed out', 'audit.log all out': 'everybody signed out', 'audit.number shown': 'number shown', 'audit.export': 'exported',
  'audit.reservation booked': 'reservation made', 'audit.reservation changed': 'reservation changed', 'audit.reservation cancelled': 'reservation cancelled', 'audit.message open': 'message opened again', 'audit.message done': 'message done',
  'part.settings': 'Settings', 'part.restaurant': 'Restaurant', 'part.data': 'Data folder', 'part.disk': 'Disk', 'part.database': 'Database', 'part.backups': 'Backups', 'part.openai': 'OpenAI', 'part.twilio': 'Twilio', 'part.number': 'Telephone number', 'part.public url': 'Public address',
};

export default en;
