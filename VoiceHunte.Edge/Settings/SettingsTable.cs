namespace VoiceHunte.Edge.Settings;

/// <summary>Every setting there is. The README's table and packaging/voicehunte.env.example say the same, by a test.</summary>
internal static class SettingsTable
{
    public static readonly Setting TwilioAccountSid = new("TWILIO_ACCOUNT_SID", null,
        "The Twilio account; `doctor` asks Twilio with it.", "AC0123456789abcdef0123456789abcdef");
    public static readonly Setting TwilioAuthToken = new("TWILIO_AUTH_TOKEN", null,
        "The account's primary auth token; without it no webhook can be believed and every call is refused.",
        "0123456789abcdef0123456789abcdef", Secret: true);
    public static readonly Setting TwilioPhoneNumber = new("TWILIO_PHONE_NUMBER", null,
        "The restaurant's number at Twilio; a colleague who takes a transferred call sees it where the caller's is hidden.", "+421212345678");
    public static readonly Setting TwilioFallbackUrl = new("TWILIO_FALLBACK_URL", null,
        "Where Twilio asks what to do while the appliance does not answer, as a rule a TwiML Bin; `twilio setup` puts it on the number.",
        "https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef");
    public static readonly Setting TwilioApiBaseUrl = new("TWILIO_API_BASE_URL", "https://api.twilio.com",
        "Twilio's REST API, for other regions and for tests.", "https://api.dublin.ie1.twilio.com");
    public static readonly Setting TwilioUnsignedParameters = new("TWILIO_UNSIGNED_PARAMETERS", "CallToken,StirVerstat",
        "Parameters that Twilio may add after signing: a signature is tried with them, then without; never used for anything.",
        "CallToken");
    public static readonly Setting TwilioRateLimit = new("TWILIO_RATE_LIMIT", "30/minute",
        "Calls that one number may begin, hidden numbers counting as one, and turns that one call may take.", "30/minute");

    public static readonly Setting OpenAIApiKey = new("OPENAI_API_KEY", null,
        "Without it the agent answers by its own rules and Twilio speaks.", "sk-…", Secret: true);
    public static readonly Setting OpenAIBaseUrl = new("OPENAI_BASE_URL", "https://api.openai.com/v1",
        "Any server that speaks the same.", "http://127.0.0.1:8080/v1");
    public static readonly Setting OpenAIChatModel = new("OPENAI_CHAT_MODEL", "gpt-6-luna",
        "The model that answers callers.", "gpt-6-luna");
    public static readonly Setting OpenAIReasoningEffort = new("OPENAI_REASONING_EFFORT", "none",
        "Sent as `reasoning_effort`: more is too slow for a telephone; `off` sends nothing, for servers that do not know it.",
        "low");
    public static readonly Setting OpenAITtsModel = new("OPENAI_TTS_MODEL", "tts-1",
        "The model that speaks, also a `gpt-realtime-…`; OpenAI ends tts-1 on 6 January 2027, and gpt-realtime-2.1-mini speaks from then on.", "gpt-4o-mini-tts");
    public static readonly Setting OpenAITtsVoice = new("OPENAI_TTS_VOICE", "alloy", "Its voice.", "nova");
    public static readonly Setting OpenAITtsInstructions = new("OPENAI_TTS_INSTRUCTIONS", null,
        "How the voice should speak on calls; not understood by tts-1.", "Warm and unhurried.");

    public static readonly Setting OpenAISttModel = new("OPENAI_STT_MODEL", "gpt-transcribe",
        "The model that transcribes recordings sent to /agent/audio.", "gpt-4o-mini-transcribe");
    public static readonly Setting OpenAIRealtimeModel = new("OPENAI_REALTIME_MODEL", "gpt-realtime-2.1-mini",
        "The model that hears and speaks over the Realtime API.", "gpt-realtime-2.1");
    public static readonly Setting OpenAILiveSttModel = new("OPENAI_LIVE_STT_MODEL", "gpt-live-transcribe",
        "The model that writes down what the caller says to the one above.", "gpt-transcribe");

    public static readonly Setting PublicUrl = new("PUBLIC_URL", null,
        "How Twilio reaches the appliance; signatures are checked against it. Unset: the request's own scheme and host.",
        "https://phone.example.com");
    public static readonly Setting TrustedProxies = new("TRUSTED_PROXIES", "127.0.0.0/8,::1/128",
        "Networks whose X-Forwarded-For, -Proto and -Host are believed.", "127.0.0.1/32,10.0.0.0/8");
    public static readonly Setting AdminToken = new("ADMIN_TOKEN", null,
        "The password of the dashboard, and the `Authorization: Bearer` of /tts/stream, /agent/…, /admin/… and /metrics; unset, only a direct connection from this machine may use them.",
        "a long random text", Secret: true);
    public static readonly Setting AdminRateLimit = new("ADMIN_RATE_LIMIT", "20/minute",
        "Requests of operators and programs, by client address.", "20/minute");

    public static readonly Setting DataDir = new("DATA_DIR", "./data",
        "The database and the audio cache; under systemd the default is $STATE_DIRECTORY.", "/var/lib/voicehunte");
    public static readonly Setting DatabaseSync = new("DATABASE_SYNC", "full",
        "`full`: an answered turn survives a power cut. `normal`: faster, and survives a crash of the program only.",
        "full");
    public static readonly Setting MinFreeDiskMb = new("MIN_FREE_DISK_MB", "50",
        "Below this many megabytes free, /ready says 503.", "200");
    public static readonly Setting AudioCacheMb = new("AUDIO_CACHE_MB", "200",
        "Megabytes of spoken sentences kept for the next time; the least used go first.", "500");

    public static readonly Setting RestaurantFile = new("RESTAURANT_FILE", null,
        "JSON with names, hours, tables, menu and languages. Unset: a demo restaurant.", "/etc/voicehunte/restaurant.json");
    public static readonly Setting CallMode = new("CALL_MODE", "gather",
        "How a call is held: `gather` (Twilio listens and posts text), `relay` (the same over a WebSocket, ConversationRelay), "
        + "`stream` (the sound itself over a WebSocket, Media Streams; needs OPENAI_API_KEY).", "stream");
    public static readonly Setting StreamEngine = new("STREAM_ENGINE", "realtime",
        "What listens and speaks in the stream mode: `realtime` (one model that hears and speaks), or `pipeline` (transcription, "
        + "the agent, speech); calls fall back to the pipeline by themselves.", "pipeline");
    public static readonly Setting MaxLiveCalls = new("MAX_LIVE_CALLS", "100",
        "Calls at once over WebSockets; the next one is held in the gather mode.", "30");
    public static readonly Setting CallVoice = new("CALL_VOICE", "polly",
        "`polly`: Twilio speaks. `openai`: OpenAI speaks, and Twilio where that fails.", "openai");
    public static readonly Setting VoiceHint = new("VOICE_HINT", "off",
        "`on`: guests who agree, after a booking, are recognised by voice at their next calls: a hint, never authentication. It needs `CALL_MODE=stream`.", "on");
    public static readonly Setting MaxTurns = new("MAX_TURNS", "20",
        "Turns before the call goes to a human, or ends politely.", "30");
    public static readonly Setting MinConfidence = new("MIN_CONFIDENCE", "0.4",
        "Speech recognised with less confidence (0 to 1) is read back and confirmed; 0 trusts everything.", "0.5");
    public static readonly Setting HoldingSeconds = new("HOLDING_SECONDS", "4",
        "After so long without an answer the caller hears a holding sentence.", "3");
    public static readonly Setting TurnSeconds = new("TURN_SECONDS", "10",
        "After so long the model is given up and the rules answer (Twilio itself hangs up a webhook after 15).", "8");

    public static readonly Setting DailyBudgetUsd = new("DAILY_BUDGET_USD", null,
        "Dollars a day, on the restaurant's calendar: from 80 % on it warns, from 100 % until midnight the rules answer, Twilio speaks and new calls are held in the gather mode. Unset: no limit.", "5");
    public static readonly Setting PricesFile = new("PRICES_FILE", null,
        "JSON with your own prices, in place of the list that is built in.", "/etc/voicehunte/prices.json");
    public static readonly Setting CallerCallsPerHour = new("CALLER_CALLS_PER_HOUR", null,
        "Calls that one number may begin in an hour; the next one hears a polite sentence. Unset: no limit.", "20");
    public static readonly Setting CallerMinutesPerDay = new("CALLER_MINUTES_PER_DAY", null,
        "Minutes a day after which one number begins no further call. Unset: no limit.", "60");
    public static readonly Setting CallerUsdPerDay = new("CALLER_USD_PER_DAY", null,
        "Dollars a day after which one number begins no further call. Unset: no limit.", "1");

    public static readonly Setting RulesFirst = new("RULES_FIRST", "on",
        "`on`: a plain answer such as a yes or a time is taken by the rules, at once and for nothing. `off`: the model gets those too.", "off");

    public static readonly Setting SayVoiceEn = new("SAY_VOICE_EN", "Polly.Joanna", "Twilio's voice for English.", "Polly.Joanna-Neural");
    public static readonly Setting SayVoiceRu = new("SAY_VOICE_RU", "Polly.Tatyana", "Twilio's voice for Russian.", "Google.ru-RU-Wavenet-A");
    public static readonly Setting SayVoiceUk = new("SAY_VOICE_UK", "Polly.Tatyana",
        "Twilio's voice for Ukrainian; `Google.uk-UA-Wavenet-A` is the native one.", "Google.uk-UA-Wavenet-A");
    public static readonly Setting SayVoiceSk = new("SAY_VOICE_SK", "Polly.Maja",
        "Twilio's voice for Slovak; `Google.sk-SK-Wavenet-A` is the native one.", "Google.sk-SK-Wavenet-A");
    public static readonly Setting RelayVoiceEn = new("RELAY_VOICE_EN", "Amazon.Joanna-Neural",
        "The voice for English in the relay mode, as Provider.Voice (Amazon, Google or ElevenLabs).", "Google.en-US-Chirp3-HD-Aoede");
    public static readonly Setting RelayVoiceRu = new("RELAY_VOICE_RU", "Google.ru-RU-Wavenet-A", "The same for Russian.", "Google.ru-RU-Chirp3-HD-Kore");
    public static readonly Setting RelayVoiceUk = new("RELAY_VOICE_UK", "Google.uk-UA-Wavenet-A", "The same for Ukrainian.", "Google.uk-UA-Standard-A");
    public static readonly Setting RelayVoiceSk = new("RELAY_VOICE_SK", "Google.sk-SK-Wavenet-A", "The same for Slovak.", "Google.sk-SK-Wavenet-B");
    public static readonly Setting SpeechModelEn = new("SPEECH_MODEL_EN", "deepgram_nova-3",
        "Twilio's recogniser for English.", "phone_call");
    public static readonly Setting SpeechModelRu = new("SPEECH_MODEL_RU", "deepgram_nova-3",
        "Twilio's recogniser for Russian.", "phone_call");
    public static readonly Setting SpeechModelUk = new("SPEECH_MODEL_UK", "deepgram_nova-3",
        "Twilio's recogniser for Ukrainian; `phone_call` does not know it.", "experimental_conversations");
    public static readonly Setting SpeechModelSk = new("SPEECH_MODEL_SK", "deepgram_nova-2",
        "Twilio's recogniser for Slovak; `phone_call` and `experimental_…` do not know it.", "numbers_and_commands");

    public static readonly Setting EnableRecording = new("ENABLE_RECORDING", "false",
        "`true`: calls are recorded, and every caller hears so first.", "true");
    public static readonly Setting RecordingMayRefuse = new("RECORDING_MAY_REFUSE", "on",
        "`on`: the caller may refuse by word or with the 9 key, is told so, and nothing is recorded before the first answer. `off`: recorded from the announcement on.", "off");
    public static readonly Setting RecordingSource = new("RECORDING_SOURCE", "twilio",
        "`twilio`: Twilio records and the appliance fetches it. `stream`: with CALL_MODE=stream the appliance keeps the sound that passes through it, and nothing is recorded at Twilio.", "stream");
    public static readonly Setting RecordingFormat = new("RECORDING_FORMAT", "wav",
        "What the sound of a stream is kept as: `wav`, or `opus` or `flac` where ffmpeg is installed.", "opus");
    public static readonly Setting RecordingDeleteAtTwilio = new("RECORDING_DELETE_AT_TWILIO", "on",
        "`on`: what has been fetched and kept is deleted at Twilio. `off`: it stays there too.", "off");
    public static readonly Setting RecordingRetrySeconds = new("RECORDING_RETRY_SECONDS", "15",
        "The first pause after a fetch or an upload that failed; each further one is twice as long, up to an hour.", "30");
    public static readonly Setting RecordingsBucket = new("RECORDINGS_BUCKET", null,
        "An S3 bucket for recordings (AWS, Google Cloud Storage, Cloudflare R2, MinIO and the like). Unset: the data directory.", "restaurant-recordings");
    public static readonly Setting RecordingsEncryption = new("RECORDINGS_ENCRYPTION", "none",
        "Asked of the bucket as server-side encryption: `none` (the bucket's own rule), `AES256`, or `aws:kms`.", "AES256");
    public static readonly Setting RecordingsKmsKeyId = new("RECORDINGS_KMS_KEY_ID", null,
        "The key for `aws:kms`; unset, the account's own.", "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    public static readonly Setting AwsAccessKeyId = new("AWS_ACCESS_KEY_ID", null,
        "Who the bucket is opened as.", "AKIAIOSFODNN7EXAMPLE", Secret: true);
    public static readonly Setting AwsSecretAccessKey = new("AWS_SECRET_ACCESS_KEY", null,
        "Its secret.", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Secret: true);
    public static readonly Setting AwsSessionToken = new("AWS_SESSION_TOKEN", null,
        "Where the two above are temporary ones.", "IQoJb3JpZ2luX2VjE…", Secret: true);
    public static readonly Setting AwsRegion = new("AWS_REGION", "us-east-1",
        "The bucket's region; `auto` for Cloudflare R2.", "eu-central-1");
    public static readonly Setting AwsEndpointUrlS3 = new("AWS_ENDPOINT_URL_S3", null,
        "The server, where it is not Amazon's.", "https://storage.googleapis.com");

    public static readonly Setting RetentionDays = new("RETENTION_DAYS", "90",
        "What is older is erased, nightly; `0` keeps it for ever.", "30");
    public static readonly Setting RetentionRecordingsDays = new("RETENTION_RECORDINGS_DAYS", null,
        "The same for recordings, wherever they are kept; unset, RETENTION_DAYS.", "30");
    public static readonly Setting RetentionAudioDays = new("RETENTION_AUDIO_DAYS", null,
        "The same for what was spoken to callers.", "7");
    public static readonly Setting RetentionTranscriptsDays = new("RETENTION_TRANSCRIPTS_DAYS", null,
        "The same for the words of calls; the call itself stays, with its figures.", "30");
    public static readonly Setting RetentionCallsDays = new("RETENTION_CALLS_DAYS", null,
        "The same for whole calls, messages, and reservations that are over, which lose name and number.", "365");
    public static readonly Setting RetentionCustomersDays = new("RETENTION_CUSTOMERS_DAYS", null,
        "The same for guests, counted from their last call.", "365");
    public static readonly Setting CallHistory = new("CALL_HISTORY", "full",
        "What is kept of what was said: `full`; `masked`, without numbers and names; `none`, only counts.", "masked");

    public static readonly Setting NightlyTime = new("NIGHTLY_TIME", "03:30",
        "When, on the restaurant's clock, old things are erased and the backup is made.", "04:00");
    public static readonly Setting BackupPlace = new("BACKUP_PLACE", "data",
        "Where the nightly backup goes: `data` (the directory `backups` in DATA_DIR), `bucket` (RECORDINGS_BUCKET), or `off`.", "bucket");
    public static readonly Setting BackupKeep = new("BACKUP_KEEP", "7",
        "So many nightly backups are kept; the oldest go first.", "30");

    public static readonly Setting OtlpEndpoint = new("OTEL_EXPORTER_OTLP_ENDPOINT", null,
        "An OpenTelemetry collector, which gets metrics and one trace a turn; unset, nothing leaves.", "http://127.0.0.1:4318");
    public static readonly Setting OtlpHeaders = new("OTEL_EXPORTER_OTLP_HEADERS", null,
        "Sent to the collector with each request, as name=value, several separated by commas.", "x-api-key=0123456789abcdef", Secret: true);
    public static readonly Setting OtlpProtocol = new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "How the collector is spoken to: `http/protobuf` (port 4318, as a rule) or `grpc` (4317).", "grpc");
    public static readonly Setting OtelServiceName = new("OTEL_SERVICE_NAME", "voicehunte",
        "What the collector knows this appliance by.", "voicehunte-bratislava");
    public static readonly Setting OtelTracesSamplerArg = new("OTEL_TRACES_SAMPLER_ARG", "1",
        "The share of turns, 0 to 1, that leave a trace.", "0.1");
    public static readonly Setting OtelMetricExportInterval = new("OTEL_METRIC_EXPORT_INTERVAL", "60000",
        "Milliseconds from one sending of the metrics to the next.", "15000");

    /// <summary>All of them, in the order in which the README lists them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        TwilioAccountSid, TwilioAuthToken, TwilioPhoneNumber, PublicUrl, TwilioFallbackUrl, OpenAIApiKey, AdminToken,
        RestaurantFile, DataDir,
        CallMode, StreamEngine, MaxLiveCalls, CallVoice, VoiceHint, MaxTurns, MinConfidence, HoldingSeconds, TurnSeconds, RulesFirst,
        SayVoiceEn, SayVoiceRu, SayVoiceUk, SayVoiceSk,
        SpeechModelEn, SpeechModelRu, SpeechModelUk, SpeechModelSk,
        RelayVoiceEn, RelayVoiceRu, RelayVoiceUk, RelayVoiceSk,
        OpenAIBaseUrl, OpenAIChatModel, OpenAIReasoningEffort, OpenAITtsModel, OpenAITtsVoice, OpenAITtsInstructions,
        OpenAISttModel, OpenAIRealtimeModel, OpenAILiveSttModel,
        DailyBudgetUsd, PricesFile, CallerCallsPerHour, CallerMinutesPerDay, CallerUsdPerDay,
        TwilioRateLimit, AdminRateLimit, TrustedProxies, TwilioApiBaseUrl, TwilioUnsignedParameters,
        DatabaseSync, AudioCacheMb, MinFreeDiskMb,
        EnableRecording, RecordingMayRefuse, RecordingSource, RecordingFormat, RecordingDeleteAtTwilio, RecordingRetrySeconds,
        RecordingsBucket, RecordingsEncryption, RecordingsKmsKeyId, AwsAccessKeyId, AwsSecretAccessKey, AwsSessionToken, AwsRegion, AwsEndpointUrlS3,
        RetentionDays, RetentionRecordingsDays, RetentionAudioDays, RetentionTranscriptsDays, RetentionCallsDays, RetentionCustomersDays, CallHistory,
        NightlyTime, BackupPlace, BackupKeep,
        OtlpEndpoint, OtlpHeaders, OtlpProtocol, OtelServiceName, OtelTracesSamplerArg, OtelMetricExportInterval,
    ];

    public static Setting SayVoice(Language language) => All.First(s => s.Name == "SAY_VOICE_" + language.Code.ToUpperInvariant());

    public static Setting RelayVoice(Language language) => All.First(s => s.Name == "RELAY_VOICE_" + language.Code.ToUpperInvariant());

    public static Setting SpeechModel(Language language) => All.First(s => s.Name == "SPEECH_MODEL_" + language.Code.ToUpperInvariant());
}
