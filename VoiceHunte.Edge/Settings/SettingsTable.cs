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
        "The model that speaks (OpenAI ends tts-1 on 6 January 2027).", "gpt-4o-mini-tts");
    public static readonly Setting OpenAITtsVoice = new("OPENAI_TTS_VOICE", "alloy", "Its voice.", "nova");
    public static readonly Setting OpenAITtsInstructions = new("OPENAI_TTS_INSTRUCTIONS", null,
        "How the voice should speak on calls; not understood by tts-1.", "Warm and unhurried.");

    public static readonly Setting OpenAISttModel = new("OPENAI_STT_MODEL", "gpt-transcribe",
        "The model that transcribes recordings sent to /agent/audio.", "gpt-4o-mini-transcribe");

    public static readonly Setting PublicUrl = new("PUBLIC_URL", null,
        "How Twilio reaches the appliance; signatures are checked against it. Unset: the request's own scheme and host.",
        "https://phone.example.com");
    public static readonly Setting TrustedProxies = new("TRUSTED_PROXIES", "127.0.0.0/8,::1/128",
        "Networks whose X-Forwarded-For, -Proto and -Host are believed.", "127.0.0.1/32,10.0.0.0/8");
    public static readonly Setting AdminToken = new("ADMIN_TOKEN", null,
        "Opens /tts/stream and /agent/… to `Authorization: Bearer`; unset, only a direct connection from this machine may use them.",
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
        "How a call is held: `gather` (Twilio listens and sends text).", "gather");
    public static readonly Setting CallVoice = new("CALL_VOICE", "polly",
        "`polly`: Twilio speaks. `openai`: OpenAI speaks, and Twilio where that fails.", "openai");
    public static readonly Setting MaxTurns = new("MAX_TURNS", "20",
        "Turns before the call goes to a human, or ends politely.", "30");
    public static readonly Setting MinConfidence = new("MIN_CONFIDENCE", "0.4",
        "Speech recognised with less confidence (0 to 1) is read back and confirmed; 0 trusts everything.", "0.5");
    public static readonly Setting HoldingSeconds = new("HOLDING_SECONDS", "4",
        "After so long without an answer the caller hears a holding sentence.", "3");
    public static readonly Setting TurnSeconds = new("TURN_SECONDS", "10",
        "After so long the model is given up and the rules answer (Twilio itself hangs up a webhook after 15).", "8");

    public static readonly Setting RulesFirst = new("RULES_FIRST", "on",
        "`on`: a plain answer such as a yes or a time is taken by the rules, at once and for nothing. `off`: the model gets those too.", "off");

    public static readonly Setting SayVoiceEn = new("SAY_VOICE_EN", "Polly.Joanna", "Twilio's voice for English.", "Polly.Joanna-Neural");
    public static readonly Setting SayVoiceRu = new("SAY_VOICE_RU", "Polly.Tatyana", "Twilio's voice for Russian.", "Google.ru-RU-Wavenet-A");
    public static readonly Setting SayVoiceUk = new("SAY_VOICE_UK", "Polly.Tatyana",
        "Twilio's voice for Ukrainian; `Google.uk-UA-Wavenet-A` is the native one.", "Google.uk-UA-Wavenet-A");
    public static readonly Setting SayVoiceSk = new("SAY_VOICE_SK", "Polly.Maja",
        "Twilio's voice for Slovak; `Google.sk-SK-Wavenet-A` is the native one.", "Google.sk-SK-Wavenet-A");
    public static readonly Setting SpeechModelEn = new("SPEECH_MODEL_EN", "deepgram_nova-3",
        "Twilio's recogniser for English.", "phone_call");
    public static readonly Setting SpeechModelRu = new("SPEECH_MODEL_RU", "deepgram_nova-3",
        "Twilio's recogniser for Russian.", "phone_call");
    public static readonly Setting SpeechModelUk = new("SPEECH_MODEL_UK", "deepgram_nova-3",
        "Twilio's recogniser for Ukrainian; `phone_call` does not know it.", "experimental_conversations");
    public static readonly Setting SpeechModelSk = new("SPEECH_MODEL_SK", "deepgram_nova-2",
        "Twilio's recogniser for Slovak; `phone_call` and `experimental_…` do not know it.", "numbers_and_commands");

    /// <summary>All of them, in the order in which the README lists them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        TwilioAccountSid, TwilioAuthToken, TwilioPhoneNumber, PublicUrl, OpenAIApiKey, AdminToken,
        RestaurantFile, DataDir,
        CallMode, CallVoice, MaxTurns, MinConfidence, HoldingSeconds, TurnSeconds, RulesFirst,
        SayVoiceEn, SayVoiceRu, SayVoiceUk, SayVoiceSk,
        SpeechModelEn, SpeechModelRu, SpeechModelUk, SpeechModelSk,
        OpenAIBaseUrl, OpenAIChatModel, OpenAIReasoningEffort, OpenAITtsModel, OpenAITtsVoice, OpenAITtsInstructions,
        OpenAISttModel,
        TwilioRateLimit, AdminRateLimit, TrustedProxies, TwilioApiBaseUrl, TwilioUnsignedParameters,
        DatabaseSync, AudioCacheMb, MinFreeDiskMb,
    ];

    public static Setting SayVoice(Language language) => All.First(s => s.Name == "SAY_VOICE_" + language.Code.ToUpperInvariant());

    public static Setting SpeechModel(Language language) => All.First(s => s.Name == "SPEECH_MODEL_" + language.Code.ToUpperInvariant());
}
