namespace VoiceHunte.Edge.Settings;

/// <summary>Reads and checks all settings at once.</summary>
internal static class SettingsLoader
{
    // What Twilio's documentation says each recogniser does not know; anything else is left to the operator.
    private static readonly Dictionary<string, Language[]> UnknownToModel = new(StringComparer.OrdinalIgnoreCase)
    {
        ["phone_call"] = [Language.Ukrainian, Language.Slovak],
        ["experimental_conversations"] = [Language.Slovak],
        ["experimental_utterances"] = [Language.Slovak],
    };

    // Twilio gives up after 15 s: what is left over is for speech to begin (2.5 s) and for the disk (2 s).
    private const double LongestHoldingSeconds = 9;

    /// <param name="dataDir">From the command line; wins over DATA_DIR.</param>
    public static LoadedSettings Load(string? envFile, string? dataDir)
    {
        var problems = new List<string>();
        return Load(SettingsSource.Open(envFile, problems), dataDir, problems);
    }

    public static LoadedSettings Load(SettingsSource source, string? dataDir, List<string> problems)
    {
        var read = new SettingsReader(source, problems);
        if (dataDir is "") problems.Add($"--data-dir is empty; for example --data-dir {SettingsTable.DataDir.Example}");
        var settings = new EdgeSettings
        {
            Twilio = ReadTwilio(read),
            OpenAI = ReadOpenAI(read),
            Call = ReadCall(read),
            Live = ReadLive(read),
            Money = ReadMoney(read),
            Telemetry = ReadTelemetry(read),
            Recording = KeepingSettingsReader.Recording(read),
            Privacy = KeepingSettingsReader.Privacy(read),
            Backup = KeepingSettingsReader.Backup(read),
            Bucket = KeepingSettingsReader.Bucket(read),
            NightlyTime = read.ClockTime(SettingsTable.NightlyTime),
            PublicUrl = read.WebAddress(SettingsTable.PublicUrl),
            TrustedProxies = read.Networks(SettingsTable.TrustedProxies),
            AdminToken = read.Secret(SettingsTable.AdminToken),
            AdminRateLimit = read.Rate(SettingsTable.AdminRateLimit),
            DataDir = Path.GetFullPath(string.IsNullOrEmpty(dataDir) ? DataDir(source, read, problems) : dataDir),
            FullSync = read.OneOf(SettingsTable.DatabaseSync, "full", "normal") == "full",
            MinFreeDiskBytes = read.WholeNumber(SettingsTable.MinFreeDiskMb, 0, 1_000_000) * 1_000_000L,
            AudioCacheBytes = read.WholeNumber(SettingsTable.AudioCacheMb, 1, 1_000_000) * 1_000_000L,
            RestaurantFile = read.Text(SettingsTable.RestaurantFile),
        };
        return new LoadedSettings(settings, problems, [.. UnknownNames.Find(source), .. Contradictions(settings)]);
    }

    private static IEnumerable<string> Contradictions(EdgeSettings settings)
    {
        if (settings.Call.Voice == CallVoice.OpenAI && settings.OpenAI.ApiKey is null)
            yield return "CALL_VOICE=openai needs OPENAI_API_KEY: until it is set, Twilio speaks";
        if (settings.Call.Mode == CallMode.Stream && settings.OpenAI.ApiKey is null)
            yield return "CALL_MODE=stream needs OPENAI_API_KEY: until it is set, calls are held in the gather mode";
        if (settings.Call.VoiceHint && settings.Call.Mode != CallMode.Stream)
            yield return "VOICE_HINT=on needs CALL_MODE=stream: until it is set, no voice is listened to";
        if (settings.Recording is { IsOn: true, Source: RecordingSource.Twilio } && settings.Twilio is not { AccountSid: not null, AuthToken: not null })
            yield return "ENABLE_RECORDING needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN: until they are set, nothing is recorded";
        if (settings.Recording is { IsOn: true, Source: RecordingSource.Stream } && settings.Call.Mode != CallMode.Stream)
            yield return "RECORDING_SOURCE=stream needs CALL_MODE=stream: until it is set, nothing is recorded";
        if (settings.Backup.Place == BackupPlace.Bucket && settings.Bucket is null)
            yield return "BACKUP_PLACE=bucket needs RECORDINGS_BUCKET: until it is set, backups go to the data directory";
    }

    private static TwilioSettings ReadTwilio(SettingsReader read) => new(
        read.Matching(SettingsTable.TwilioAccountSid, t => t.StartsWith("AC", StringComparison.Ordinal) && t.Length == 34,
            "must be AC and 32 hexadecimal digits"),
        read.Secret(SettingsTable.TwilioAuthToken),
        read.Matching(SettingsTable.TwilioPhoneNumber, t => t.StartsWith('+') && t.Length is > 6 and < 17 && t.Skip(1).All(char.IsAsciiDigit),
            "must be a number in the international form"),
        read.Matching(SettingsTable.TwilioFallbackUrl, IsSecureAddress, "must be an https address"),
        read.WebAddress(SettingsTable.TwilioApiBaseUrl) ?? new Uri(SettingsTable.TwilioApiBaseUrl.Default!),
        read.List(SettingsTable.TwilioUnsignedParameters),
        read.Rate(SettingsTable.TwilioRateLimit));

    // A TwiML Bin's may have a query, for what its text leaves open.
    private static bool IsSecureAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static OpenAISettings ReadOpenAI(SettingsReader read) => new(
        read.Secret(SettingsTable.OpenAIApiKey),
        read.WebAddress(SettingsTable.OpenAIBaseUrl) ?? new Uri(SettingsTable.OpenAIBaseUrl.Default!),
        read.Required(SettingsTable.OpenAIChatModel),
        read.Required(SettingsTable.OpenAIReasoningEffort) is "off" ? null : read.Required(SettingsTable.OpenAIReasoningEffort),
        read.Required(SettingsTable.OpenAITtsModel),
        read.Required(SettingsTable.OpenAITtsVoice),
        read.Text(SettingsTable.OpenAITtsInstructions),
        read.Required(SettingsTable.OpenAISttModel),
        read.Required(SettingsTable.OpenAIRealtimeModel),
        read.Required(SettingsTable.OpenAILiveSttModel));

    private static CallSettings ReadCall(SettingsReader read)
    {
        var holding = TimeSpan.FromSeconds(read.Number(SettingsTable.HoldingSeconds, 0.1, LongestHoldingSeconds));
        var turn = TimeSpan.FromSeconds(read.Number(SettingsTable.TurnSeconds, 0.2, 60));
        if (turn < holding) read.Complain(SettingsTable.TurnSeconds, "must not be less than HOLDING_SECONDS");
        return new CallSettings(
            read.OneOf(SettingsTable.CallMode, "gather", "relay", "stream") switch
            {
                "relay" => CallMode.Relay,
                "stream" => CallMode.Stream,
                _ => CallMode.Gather,
            },
            read.OneOf(SettingsTable.CallVoice, "polly", "openai") == "openai" ? CallVoice.OpenAI : CallVoice.Polly,
            read.WholeNumber(SettingsTable.MaxTurns, 1, 1000),
            read.Number(SettingsTable.MinConfidence, 0, 1),
            holding,
            turn,
            read.OneOf(SettingsTable.RulesFirst, "on", "off") == "on",
            Language.All.ToDictionary(l => l, l => read.Required(SettingsTable.SayVoice(l))),
            Language.All.ToDictionary(l => l, l => SpeechModel(read, l)))
        {
            VoiceHint = read.OneOf(SettingsTable.VoiceHint, "off", "on") == "on",
        };
    }

    private static LiveSettings ReadLive(SettingsReader read) => new(
        read.OneOf(SettingsTable.StreamEngine, "realtime", "pipeline") == "realtime" ? StreamEngine.Realtime : StreamEngine.Pipeline,
        read.WholeNumber(SettingsTable.MaxLiveCalls, 1, 10_000),
        Language.All.ToDictionary(l => l, l => read.Matching(SettingsTable.RelayVoice(l), IsRelayVoice, "must be Amazon., Google. or ElevenLabs. and a voice")!));

    private static MoneySettings ReadMoney(SettingsReader read) => new(
        read.MicroUsd(SettingsTable.DailyBudgetUsd),
        read.Text(SettingsTable.PricesFile),
        read.WholeNumberOrNone(SettingsTable.CallerCallsPerHour, 1, 100_000),
        read.WholeNumberOrNone(SettingsTable.CallerMinutesPerDay, 1, 100_000),
        read.MicroUsd(SettingsTable.CallerUsdPerDay));

    private static TelemetrySettings ReadTelemetry(SettingsReader read) => new(
        read.WebAddress(SettingsTable.OtlpEndpoint),
        read.Matching(SettingsTable.OtlpHeaders, t => t.Split(',').All(IsHeader), "must be name=value, several separated by commas") is { } headers ? new Secret(headers) : null,
        read.OneOf(SettingsTable.OtlpProtocol, "http/protobuf", "grpc") == "grpc",
        read.Required(SettingsTable.OtelServiceName),
        read.Number(SettingsTable.OtelTracesSamplerArg, 0, 1),
        TimeSpan.FromMilliseconds(read.WholeNumber(SettingsTable.OtelMetricExportInterval, 100, 3_600_000)));

    private static bool IsHeader(string pair) => pair.IndexOf('=', StringComparison.Ordinal) > 0;

    private static bool IsRelayVoice(string voice) => voice.Split('.', 2) is ["Amazon" or "Google" or "ElevenLabs", { Length: > 0 }];

    private static string SpeechModel(SettingsReader read, Language language)
    {
        var setting = SettingsTable.SpeechModel(language);
        return read.Matching(setting, model => !UnknownToModel.TryGetValue(model, out var unknown) || !unknown.Contains(language),
            "must be a recogniser that knows this language")!;
    }

    private static string DataDir(SettingsSource source, SettingsReader read, List<string> problems) =>
        source.Find(SettingsTable.DataDir, problems) ?? source.Variable("STATE_DIRECTORY")?.Split(':')[0] ?? read.Required(SettingsTable.DataDir);
}

/// <param name="Problems">One a line, each with the variable's name and an example; empty when all is well.</param>
/// <param name="Warnings">Names that look like settings and are none, and settings that come to nothing without another.</param>
internal sealed record LoadedSettings(EdgeSettings Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings);
